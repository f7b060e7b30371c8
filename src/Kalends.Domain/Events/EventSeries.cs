using Kalends.Domain.Time;
using Kalends.Recurrence;
using NodaTime;

namespace Kalends.Domain.Events;

/// <summary>An event's content as a recurrence set in its calendar. A single event is a set of one.</summary>
internal sealed class EventSeries
{
    private readonly EventContent content;
    private readonly DomainRules rules;
    private readonly string calendarZone;

    internal EventSeries(EventContent content, DomainRules rules, string calendarZone)
    {
        (this.content, this.rules, this.calendarZone) = (content, rules, calendarZone);
        Start = new SeriesStart(content.Start.Local, content.Start.IsDay, rules.Zone(ZoneId));
        // Lines were read before they were stored. Should this version read less, the start remains: one event never fails a range.
        Series = Series.Parse(Start, content.Recurrence, rules.Zones) is SeriesParsed parsed
            ? parsed.Series
            : Series.Create(Start, [], [], []);
    }

    internal SeriesStart Start { get; }

    internal Series Series { get; }

    /// <summary>The zone that the set is computed in.</summary>
    internal string ZoneId => content.Start is EventTime.Moment moment ? moment.ZoneId : calendarZone;

    internal int LengthInDays => Period.DaysBetween(content.Start.Local.Date, content.End.Local.Date);

    internal Duration Length => At(content.End) - At(content.Start);

    internal Instant At(EventTime time) => time.Resolve(rules, calendarZone).At;

    internal bool HasInstanceBefore(Instant start)
    {
        foreach (var _ in Series.StartingIn(Instant.MinValue, start)) return true;
        return false;
    }

    /// <summary>The recurrence id of the instance that starts at the instant: each instant has one form only.</summary>
    internal EventTime IdOf(Instant start) => content.Start.IsDay
        ? new EventTime.Day(start.InZone(Start.Zone).Date)
        : WallClock.MomentAt(rules, start, ZoneId);

    /// <summary>
    /// The wall time by which the series goes on from an instance. One behind a gap stands there because its wall time fell into the
    /// gap; it is that wall time which repeats, and which moves when the series moves.
    /// </summary>
    internal EventTime Nominal(EventTime id)
    {
        if (id is not EventTime.Moment moment || moment.At.TimeOfDay == Start.Local.TimeOfDay) return id;
        var nominal = moment with { At = moment.At.Date + Start.Local.TimeOfDay };
        return Start.Zone.MapLocal(nominal.At).Count == 0 && At(nominal) == At(moment) ? nominal : id;
    }

    /// <summary>The end of an instance with this start that keeps the series' length, shown in the zone of the series' end.</summary>
    internal EventTime EndAfter(EventTime start) => content.End is EventTime.Moment end
        ? WallClock.MomentAt(rules, At(start) + Length, end.ZoneId)
        : new EventTime.Day(start.Local.Date.PlusDays(LengthInDays));
}
