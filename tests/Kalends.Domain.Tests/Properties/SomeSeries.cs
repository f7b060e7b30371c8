using CsCheck;
using Kalends.Domain.Events;
using Kalends.Domain.Events.Drafts;
using Kalends.Domain.Occurrences;
using Kalends.Domain.Time;
using NodaTime;
using NodaTime.Text;
using static Kalends.Domain.Tests.Written;

namespace Kalends.Domain.Tests.Properties;

/// <summary>Series of all kinds, with exclusions, added dates and overrides.</summary>
internal static class SomeSeries
{
    internal static readonly Instant From = Instant.FromUtc(2025, 12, 1, 0, 0);
    internal static readonly Instant To = Instant.FromUtc(2029, 1, 1, 0, 0);

    private static readonly LocalDateTimePattern Text = LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss");
    private static readonly string[] Zones = ["America/New_York", "Europe/Zurich", "UTC", "Australia/Lord_Howe"];

    private static readonly string[] Rules =
    [
        "FREQ=DAILY", "FREQ=DAILY;INTERVAL=3", "FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,SU", "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,MO",
        "FREQ=MONTHLY", "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=15,31", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,-1",
        "FREQ=YEARLY", "FREQ=YEARLY;BYMONTH=3,11;BYDAY=1SU",
    ];

    private static readonly string[] Ends = ["", ";COUNT=1", ";COUNT=7", ";COUNT=23", ";UNTIL=20260620", ";UNTIL=20270301"];

    /// <summary>Any of them.</summary>
    internal static readonly Gen<Event> Any = Make(Gen.OneOf(Ends));

    /// <summary>Those that a move by some hours within the day neither cuts short nor lengthens.</summary>
    internal static readonly Gen<Event> Counted = Make(Gen.OneOf(";COUNT=7", ";COUNT=23"));

    internal static List<Occurrence> Whole(Event @event) => [.. new EventExpansion(Given.Rules, Given.Zone, @event).Overlapping(From, To)];

    /// <summary>The reference that a client would send for an occurrence.</summary>
    internal static string Reference(Event @event, Occurrence occurrence)
    {
        var original = new ResolvedTime(occurrence.Times.Original, occurrence.Times.OriginalOffset);
        return @event.Content.Start.IsDay ? original.ToString()[..TimeText.DateLength] : original.ToString();
    }

    private static Gen<Event> Make(Gen<string> ends) =>
        from rule in Gen.OneOf(Rules)
        from end in ends
        from zone in Gen.OneOf(Zones)
        from isDay in Gen.Bool
        from day in Gen.Int[0, 120]
        from hour in Gen.Int[5, 18]
        from added in Gen.Int[1, 200].Array[0, 2]
        from excluded in Gen.Int[0, 12].Array[0, 3]
        from overridden in Gen.Select(Gen.Int[0, 12], Gen.Int[0, 3]).Array[0, 3]
        select Build(Start(isDay, zone, day, hour), $"RRULE:{rule}{end}", added, excluded, overridden);

    private static EventDraft Start(bool isDay, string zone, int day, int hour)
    {
        var start = new LocalDateTime(2026, 1, 1, hour, 15).PlusDays(day);
        return isDay
            ? Given.AllDay(Date(start), Date(start.PlusDays(2)))
            : new EventDraft { Title = "Some", Start = new EventTimeDraft(Text.Format(start), zone), End = new EventTimeDraft(Text.Format(start.PlusHours(3)), zone) };
    }

    private static Event Build(EventDraft draft, string rule, int[] added, int[] excluded, (int Index, int Kind)[] overridden)
    {
        var bare = Given.Event(draft with { Recurrence = [rule] });
        var ids = Whole(bare);
        string[] lines =
        [
            rule,
            .. added.Select(day => $"RDATE{Value(bare, bare.Content.Start.Local.PlusDays(day))}"),
            .. excluded.Where(i => i < ids.Count).Select(i => $"EXDATE{Value(bare, Original(ids[i]))}"),
        ];
        var series = Given.Event(draft with { Recurrence = [.. lines] });
        var instances = Whole(series);
        foreach (var (index, kind) in overridden.Where(o => o.Index < instances.Count))
            series = Override(series, Reference(series, instances[index]), kind);
        return series;
    }

    private static Event Override(Event series, string instance, int kind) => (kind switch
    {
        0 => Patch(series, EditScope.This, instance, EventMembers.Title, d => d with { Title = "Special" }),
        1 => Patch(series, EditScope.This, instance, EventMembers.Status, d => d with { Status = "cancelled" }),
        2 when series.Content.Start.IsDay => Patch(series, EditScope.This, instance, EventMembers.End, d => d with { End = Later(d.End!) }),
        2 => Patch(series, EditScope.This, instance, EventMembers.Start | EventMembers.End, d => d with { Start = Later(d.Start!), End = Later(d.End!) }),
        _ => Patch(series, EditScope.This, instance, EventMembers.Location, d => d with { Location = "Elsewhere" }),
    }).Accept().Result;

    private static EventTimeDraft Later(EventTimeDraft time) => time.Date is { } date
        ? time with { Date = Date(LocalDatePattern.Iso.Parse(date).Value.AtMidnight().PlusDays(1)) }
        : time with { DateTime = Text.Format(LocalDateTimePattern.ExtendedIso.Parse(time.DateTime![..19]).Value.PlusDays(1).PlusHours(2)) };

    private static LocalDateTime Original(Occurrence occurrence) => occurrence.Times.Original.WithOffset(occurrence.Times.OriginalOffset).LocalDateTime;

    private static string Value(Event @event, LocalDateTime at) => @event.Content.Start.IsDay
        ? $";VALUE=DATE:{at.Date:yyyyMMdd}"
        : $":{at.Date:yyyyMMdd}T{at.TimeOfDay:HHmmss}";

    private static string Date(LocalDateTime at) => Text.Format(at)[..TimeText.DateLength];
}
