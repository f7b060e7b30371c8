using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Domain.Occurrences;
using Kalends.Domain.Time;
using Kalends.Storage.Events;
using Kalends.Storage.Occurrences;
using NodaTime;

namespace Kalends.Testing.Building;

/// <summary>Valid things with as little said as possible; what a test cares about it changes by <c>with</c>. No id comes twice.</summary>
public static class Make
{
    /// <summary>When everything here was created: a Monday.</summary>
    public static readonly Instant Monday = Instant.FromUtc(2026, 3, 2, 0, 0);

    private static long count;

    public static UserId UserId() => new((long)(Unique() >> 1) | 1);

    public static CalendarId CalendarId() => new((long)(Unique() >> 1) | 1);

    public static EventId EventId() => new(new Draw((long)Unique()).Guid());

    public static User User(string? email = null)
    {
        UserId id = UserId();
        return new User(id, new EmailAddress(email ?? $"user{id}@example.org"), "Ada", Preferences(), Monday, Revision: 1);
    }

    public static Preferences Preferences() => new() { TimeZone = "Europe/Zurich" };

    public static Calendar Calendar(UserId? owner = null) => new()
    {
        Id = CalendarId(), OwnerId = owner ?? UserId(), Name = "Work", TimeZone = "Europe/Zurich", Version = 1, CreatedAt = Monday,
    };

    public static EventContent Content(string title = "Standup") => new()
    {
        Title = title,
        Start = new EventTime.Moment(new LocalDateTime(2026, 3, 2, 9, 0), "Europe/Zurich"),
        End = new EventTime.Moment(new LocalDateTime(2026, 3, 2, 9, 15), "Europe/Zurich"),
    };

    public static Event Event(CalendarId calendar, string title = "Standup") => new()
    {
        Id = EventId(), CalendarId = calendar, ICalUid = "uid@example.org", OrganizerId = new UserId(7), Content = Content(title),
        Version = 1, Revision = 1, CreatedAt = Monday, UpdatedAt = Monday,
    };

    public static Event Series(CalendarId calendar, string title = "Weekly") =>
        Event(calendar, title) with { Content = Content(title) with { Recurrence = ["RRULE:FREQ=WEEKLY"] } };

    /// <summary>The next revision, edited.</summary>
    public static Event Edited(this Event @event, string title) => @event with
    {
        Content = @event.Content with { Title = title }, Version = @event.Version + 1, Revision = @event.Revision + 1,
    };

    /// <summary>The next revision, in the trash.</summary>
    public static Event Trashed(this Event @event, Instant at) => @event with
    {
        Deleted = new Deletion(at, @event.OrganizerId), Version = @event.Version + 1, Revision = @event.Revision + 1,
    };

    public static EventChange Change(Event after) => new(after, [History(after)]);

    public static HistoryEntry History(Event after) => new()
    {
        Version = after.Version, At = after.UpdatedAt, By = after.OrganizerId,
        Action = after.Version == 1 ? HistoryAction.Created : HistoryAction.Updated,
        Scope = EditScope.All, Changed = ["title"], After = after,
    };

    public static EventCommit Commit(params ReadOnlySpan<Event> events)
    {
        var changes = ImmutableArray.CreateBuilder<EventChange>(events.Length);
        foreach (Event after in events) changes.Add(Change(after));
        return new EventCommit(events[0].CalendarId) { Events = changes.ToImmutable() };
    }

    public static Face Face(Event @event) => new()
    {
        Title = @event.Content.Title, Description = @event.Content.Description, Location = @event.Content.Location,
        StartZone = "Europe/Zurich", EndZone = "Europe/Zurich", OriginalZone = "Europe/Zurich", Status = @event.Content.Status,
        Transparency = @event.Content.Transparency, Visibility = @event.Content.Visibility, Recurring = @event.Content.IsSeries,
        IsModified = false, Version = @event.Version,
    };

    /// <summary>Of the event, with an id made from event and start.</summary>
    public static Occurrence Occurrence(Event @event, Instant start, Duration length, Face? face = null)
    {
        long mixed = start.ToUnixTimeSeconds() ^ BitConverter.ToInt64(@event.Id.Value.ToByteArray());
        var offset = Offset.FromHours(1);
        var times = new OccurrenceTimes
        {
            Start = start, End = start + length, StartOffset = offset, EndOffset = offset, Original = start, OriginalOffset = offset,
        };
        return new Occurrence(new OccurrenceId(new Draw(mixed).Guid()), @event.Id, times, face ?? Face(@event));
    }

    public static Projection Projection(Event @event, params ReadOnlySpan<Occurrence> occurrences) => new()
    {
        CalendarId = @event.CalendarId, EventId = @event.Id, Generation = @event.Revision, Tzdb = "2026a",
        Window = @event.Content.IsSeries ? new Interval(Monday - Duration.FromDays(90), Monday + Duration.FromDays(365)) : null,
        Occurrences = [.. occurrences],
    };

    private static ulong Unique() => new Draw(Interlocked.Increment(ref count)).Next();
}
