using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Events.Drafts;
using Kalends.Domain.Events.Edits;
using Kalends.Domain.Identity;
using Kalends.Domain.Occurrences;
using Kalends.Domain.Time;
using NodaTime;

namespace Kalends.Domain.Tests;

/// <summary>The small world that the tests play in: one calendar in New York, its owner, and a clock that stands still.</summary>
internal static class Given
{
    internal const string Zone = "America/New_York";

    internal static readonly DomainRules Rules = new() { Zones = DateTimeZoneProviders.Tzdb, TzdbVersion = "test" };
    internal static readonly Caller Owner = new(new UserId(1), new EmailAddress("owner@example.org"));
    internal static readonly Caller Guest = new(new UserId(2), new EmailAddress("guest@example.org"));
    internal static readonly EditContext Edit = new(Owner, Zone);
    internal static readonly Instant Now = Instant.FromUtc(2026, 1, 1, 12, 0);
    internal static readonly CalendarId CalendarId = new(10);
    internal static readonly EventId NewId = Id(99);

    internal static EventId Id(int number) => new(new Guid(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]));

    /// <summary>An hour at a wall time in New York.</summary>
    internal static EventDraft Draft(string start, params string[] recurrence) => new()
    {
        Title = "Standup",
        Start = new EventTimeDraft(start, Zone),
        End = new EventTimeDraft(Plus(start, 1), Zone),
        Recurrence = [.. recurrence],
    };

    internal static EventDraft AllDay(string first, string end, params string[] recurrence) => new()
    {
        Title = "Holiday",
        Start = new EventTimeDraft(Date: first),
        End = new EventTimeDraft(Date: end),
        Recurrence = [.. recurrence],
    };

    internal static Event Event(EventDraft draft) =>
        Accepted(new CreateEvent(Edit, Id(1), CalendarId, draft).Decide(Rules, Now)).Result;

    internal static Event Event(string start, params string[] recurrence) => Event(Draft(start, recurrence));

    internal static EventDecision.Accepted Accepted(EventDecision decision) => decision is EventDecision.Refused { Refusal: Refusal.Invalid invalid }
        ? throw new Xunit.Sdk.XunitException(string.Join("; ", invalid.Errors.Select(e => $"{e.Key} {e.Value[0]}")))
        : Assert.IsType<EventDecision.Accepted>(decision);

    internal static T Refused<T>(EventDecision decision) where T : Refusal =>
        Assert.IsType<T>(Assert.IsType<EventDecision.Refused>(decision).Refusal);

    internal static ImmutableSortedDictionary<string, ImmutableArray<string>> Errors(EventDraft draft) =>
        Assert.IsType<Checked<EventContent>.Refused>(draft.Check(new EventDraftContext(Rules, Edit))).Refusal.Errors;

    internal static EventContent Content(EventDraft draft) => draft.Check(new EventDraftContext(Rules, Edit)) switch
    {
        Checked<EventContent>.Accepted accepted => accepted.Value,
        Checked<EventContent>.Refused refused => throw new Xunit.Sdk.XunitException(
            string.Join("; ", refused.Refusal.Errors.Select(e => $"{e.Key} {e.Value[0]}"))),
        _ => throw new InvalidOperationException(),
    };

    internal static InstanceReference At(string text) => InstanceReference.Read(text)!;

    internal static List<Occurrence> Year(Event @event, int year = 2026) =>
        [.. new EventExpansion(Rules, Zone, @event).Overlapping(Instant.FromUtc(year, 1, 1, 0, 0), Instant.FromUtc(year + 1, 1, 1, 0, 0))];

    /// <summary>Wall times of the starts.</summary>
    internal static string[] Starts(Event @event) => [.. Year(@event).Where(o => o.Face.Status != EventStatus.Cancelled).Select(Start)];

    internal static string Start(Occurrence occurrence) => Local(occurrence.Times.Start, occurrence.Times.StartOffset);

    internal static string End(Occurrence occurrence) => Local(occurrence.Times.End, occurrence.Times.EndOffset);

    internal static string Original(Occurrence occurrence) => Local(occurrence.Times.Original, occurrence.Times.OriginalOffset);

    private static string Local(Instant at, Offset offset) =>
        at.WithOffset(offset).LocalDateTime.ToString("uuuu'-'MM'-'dd'T'HH':'mm", System.Globalization.CultureInfo.InvariantCulture);

    private static string Plus(string start, int hours) =>
        NodaTime.Text.LocalDateTimePattern.ExtendedIso.Parse(start).GetValueOrThrow().PlusHours(hours)
            .ToString("uuuu'-'MM'-'dd'T'HH':'mm':'ss", System.Globalization.CultureInfo.InvariantCulture);
}
