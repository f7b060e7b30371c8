using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Domain.Occurrences;
using NodaTime;

namespace Kalends.Storage.Occurrences;

/// <summary>A range of a calendar.</summary>
/// <param name="Calendar">The partition.</param>
/// <param name="From">Inclusive.</param>
/// <param name="To">Exclusive.</param>
public sealed record OccurrenceQuery(CalendarId Calendar, Instant From, Instant To)
{
    /// <summary>Continue behind this one.</summary>
    public OccurrenceKey? After { get; init; }

    /// <summary>At most so many.</summary>
    public required int Limit { get; init; }

    /// <summary>Whether cancelled ones are wanted too.</summary>
    public bool WithCancelled { get; init; }
}

/// <summary>The order of occurrences: by start, then id.</summary>
public readonly record struct OccurrenceKey(Instant Start, OccurrenceId Id) : IComparable<OccurrenceKey>
{
    /// <inheritdoc/>
    public int CompareTo(OccurrenceKey other) =>
        Start != other.Start ? Start.CompareTo(other.Start) : Id.CompareTo(other.Id);
}

/// <summary>What the index knows about a range, as of one moment.</summary>
public sealed record OccurrencePage
{
    /// <summary>In order. Single events show here whatever their date, series within <see cref="Covered"/>.</summary>
    public required ImmutableArray<Occurrence> Items { get; init; }

    /// <summary>Whether items follow.</summary>
    public required bool HasMore { get; init; }

    /// <summary>Where every live series of the calendar is projected; outside, series must be expanded.</summary>
    public required Interval Covered { get; init; }

    /// <summary>Events changed after their projection: their items here are stale and they must be expanded.</summary>
    public ImmutableArray<EventId> Unprojected { get; init; } = [];

    /// <summary>The calendar's newest sequence.</summary>
    public required long Sequence { get; init; }
}

/// <summary>A range of a user's time.</summary>
/// <param name="User">Whose.</param>
/// <param name="Calendars">All that the user owns and that are not in the trash.</param>
/// <param name="Range">A bounded interval.</param>
public sealed record BusyQuery(UserId User, ImmutableArray<CalendarId> Calendars, Interval Range);

/// <summary>Busy occurrences, with what the index does not know about the range.</summary>
/// <param name="Items">By start, then id; of owned calendars and accepted events elsewhere.</param>
/// <param name="Calendars">Per calendar asked, where its series are covered and what is unprojected, as in <see cref="OccurrencePage"/>.</param>
public sealed record BusyPage(ImmutableArray<BusyOccurrence> Items, ImmutableArray<CalendarCoverage> Calendars);

/// <summary>A busy occurrence and the calendar it lies in.</summary>
public sealed record BusyOccurrence(CalendarId CalendarId, Occurrence Occurrence);

/// <summary>What the index knows about one calendar.</summary>
public sealed record CalendarCoverage(CalendarId CalendarId, Interval Covered, ImmutableArray<EventId> Unprojected);
