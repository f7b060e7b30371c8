using System.Collections.Immutable;
using System.Globalization;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Storage.Occurrences;

namespace Kalends.Storage.Events;

/// <summary>One atomic change of one calendar.</summary>
/// <param name="Calendar">The partition; every event in the commit lies in it.</param>
public sealed record EventCommit(CalendarId Calendar)
{
    /// <summary>How many events a commit may hold: all sets write it in one piece.</summary>
    public const int MaxEvents = 100;

    /// <summary>Events as they are to be; each once.</summary>
    public ImmutableArray<EventChange> Events { get; init; } = [];

    /// <summary>Personal reminders set or, with null minutes, dropped. They are no news in the feed.</summary>
    public ImmutableArray<ReminderSetting> Reminders { get; init; } = [];

    /// <summary>
    /// The projections of the events, where they were small enough to make now. They are applied with the commit or after it; an event
    /// whose projection is not applied shows as unprojected until the worker has made it.
    /// </summary>
    public ImmutableArray<Projection> Projections { get; init; } = [];

    /// <summary>
    /// Stored in a full calendar too: what has left another calendar must arrive, a deletion is never refused, and what the program keeps in
    /// order for itself must not stop.
    /// </summary>
    public bool MayOverfill { get; init; }

    /// <summary>Throws where the commit is not what is said above, which is a bug of the caller; every set calls it first.</summary>
    public void ThrowIfBroken()
    {
        var seen = new HashSet<EventId>();
        if (Events.Length > MaxEvents) throw new ArgumentException($"A commit holds at most {MaxEvents} events.");
        if (!Events.All(change => change.After.CalendarId == Calendar && seen.Add(change.After.Id)))
            throw new ArgumentException("Each event of a commit lies in its calendar and is there once.");
        if (Projections.Any(projection => projection.CalendarId != Calendar))
            throw new ArgumentException("Each projection of a commit lies in its calendar.");
    }
}

/// <summary>A user's reminders on an event.</summary>
/// <param name="EventId">The event.</param>
/// <param name="UserId">Whose they are.</param>
/// <param name="Minutes">Before the start; empty for none, null for the user's default.</param>
public sealed record ReminderSetting(EventId EventId, UserId UserId, ImmutableArray<int>? Minutes);

/// <summary>What became of a commit.</summary>
public abstract record CommitResult
{
    private CommitResult() { }

    /// <summary>Everything is stored; the changes have this place in the feed.</summary>
    public sealed record Committed(long Sequence) : CommitResult;

    /// <summary>
    /// Nothing is stored: the event's stored revision is not the one before, or reminders are set on an event that is not there. Load,
    /// decide and commit again.
    /// </summary>
    public sealed record Overtaken(EventId EventId) : CommitResult;

    /// <summary>Nothing is stored: the calendar takes no new event. What is there can still be changed and deleted.</summary>
    /// <param name="Rule">What a calendar may hold, as a clause for people to read.</param>
    public sealed record Full(string Rule) : CommitResult
    {
        /// <summary>There are too many events.</summary>
        public static Full OfEvents(int most) =>
            new(string.Create(CultureInfo.InvariantCulture, $"a calendar holds at most {most:N0} events, those in the trash included"));

        /// <summary>They take up too much space.</summary>
        public static Full OfBytes(long most) => new(string.Create(
            CultureInfo.InvariantCulture, $"the events of a calendar take up at most {most:N0} bytes, with the trash and the list of their versions"));
    }
}
