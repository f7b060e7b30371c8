using System.Collections.Immutable;
using Kalends.Domain.Identity;

namespace Kalends.Storage.Occurrences;

/// <summary>The projection: what can be rebuilt from the events at any time, kept so that a range is read without expanding a rule.</summary>
public interface IOccurrenceStore
{
    /// <summary>Occurrences of a calendar that overlap a range, and what the index does not know about the range, as of one moment.</summary>
    ValueTask<OccurrencePage> Read(OccurrenceQuery query, CancellationToken cancellation);

    /// <summary>
    /// Busy occurrences, of all calendars the user owns and of events elsewhere that the user has accepted, that overlap a range.
    /// Calendars in the trash are not left out.
    /// </summary>
    Task<BusyPage> ReadBusy(BusyQuery query, CancellationToken cancellation);

    /// <summary>Events elsewhere that the user attends or has set reminders on: candidates, to be checked.</summary>
    Task<ImmutableArray<Participation>> ListParticipations(UserId user, CancellationToken cancellation);

    /// <summary>
    /// Replaces the event's projection by one of the same or a later generation, at once for every reader; an older one changes nothing.
    /// It may be large. What is pending among the event's notifications, from where the projection's begin, becomes what it says; what has an
    /// outcome stays, and what is pending just as it says keeps its next attempt.
    /// </summary>
    Task Apply(Projection projection, CancellationToken cancellation);

    /// <summary>Events whose projection is missing or of an older generation: the worker's to do.</summary>
    Task<ImmutableArray<ProjectionDue>> ReadUnprojected(WorkShard shard, int limit, CancellationToken cancellation);

    /// <summary>
    /// Live series whose projection ends too soon, and live events of any kind whose projection was made with another tzdb: the roll-forward's
    /// to do.
    /// </summary>
    Task<ImmutableArray<OutdatedProjection>> ReadOutdated(OutdatedQuery query, int limit, CancellationToken cancellation);

    /// <summary>
    /// Takes projections for made with a tzdb that makes the same of their events as the one they were made with; one of a later generation
    /// than was confirmed stays as it is.
    /// </summary>
    Task Confirm(ImmutableArray<ConfirmedProjection> projections, string tzdb, CancellationToken cancellation);
}
