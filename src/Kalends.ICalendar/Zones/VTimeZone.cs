using NodaTime;

namespace Kalends.ICalendar;

/// <summary>Writes VTIMEZONE components (RFC 5545, 3.6.5): no more than an event's span needs, and right all over it.</summary>
public static class VTimeZone
{
    // Past the last irregular year of the zone data (Morocco's, 2087); what repeats until here goes on.
    private const int Horizon = 2090;
    private static readonly Duration LongestSpan = Duration.FromDays(200 * 366);

    /// <summary>The VTIMEZONE of a zone over a span.</summary>
    /// <param name="zone">The zone; its id becomes the TZID.</param>
    /// <param name="span">From the first start to the last end.
    /// Without an end (or one more than 200 years off) the rules that still hold in 2089 have no UNTIL; onsets that no RRULE can say, such as
    /// Egypt's, stop there.
    /// </param>
    public static Component Write(DateTimeZone zone, Interval span)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var start = span.HasStart ? span.Start : Instant.FromUnixTimeSeconds(0);
        var horizon = Instant.FromUtc(Math.Max(Horizon, start.InUtc().Year + 30), 1, 1, 0, 0);
        var isOpen = !span.HasEnd || span.End - start > LongestSpan;
        var onsets = Onsets(zone, start, isOpen ? horizon : span.End).ToList();
        var observances = onsets.GroupBy(o => o.Change).SelectMany(alike => OnsetRun.Cut([.. alike], isOpen ? horizon.InUtc().Year - 1 : null))
            .OrderBy(run => run.First).Select(ToComponent);
        return Component.Create("VTIMEZONE", [NewProperty.Text("TZID", zone.Id)], observances);
    }

    private static IEnumerable<Onset> Onsets(DateTimeZone zone, Instant start, Instant end)
    {
        var interval = zone.GetZoneInterval(start);
        var before = interval.HasStart ? zone.GetZoneInterval(interval.Start - Duration.Epsilon).WallOffset : interval.WallOffset;
        while (true)
        {
            // A zone's beginning of time, and dates that the format cannot write, become the year 1.
            var isDated = interval.HasStart && interval.Start.InUtc().Year > 1;
            var local = isDated ? interval.Start.WithOffset(before).LocalDateTime : new LocalDateTime(1, 1, 1, 0, 0);
            yield return new Onset(local, new OffsetChange(before, interval.WallOffset, interval.Name, interval.Savings > Offset.Zero));
            if (!interval.HasEnd || interval.End >= end) yield break;
            before = interval.WallOffset;
            interval = zone.GetZoneInterval(interval.End);
        }
    }

    private static Component ToComponent(OnsetRun run)
    {
        List<Property> properties =
        [
            NewProperty.Time("DTSTART", new DateOrTime.Floating(run.First)),
            NewProperty.UtcOffset("TZOFFSETFROM", run.Change.From),
            NewProperty.UtcOffset("TZOFFSETTO", run.Change.To),
        ];
        if (run.Change.Name.Length > 0) properties.Add(NewProperty.Text("TZNAME", run.Change.Name));
        if (run.Rule is { } rule) properties.Add(NewProperty.Raw("RRULE", rule)!.Value);
        if (run.Further.Count > 0) properties.Add(NewProperty.Times("RDATE", [.. run.Further.Select(t => new DateOrTime.Floating(t))]));
        return Component.Create(run.Change.IsDaylight ? "DAYLIGHT" : "STANDARD", properties);
    }
}
