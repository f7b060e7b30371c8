using NodaTime;

namespace Kalends.Recurrence.Tests.Differential;

/// <summary>Every kind of difference that is known; docs/recurrence-divergences.md is written from it.</summary>
internal static class Divergences
{
    private const long Hour = 3600;

    internal static IReadOnlyList<Divergence> All { get; } =
    [
        new("start not of the rule", ["ical-net", "dateutil", "libical", "rrule.js", "rrule-rust"], "3.8.5.3, 3.3.10",
            "The start is \"the first instance in the recurrence set\" and \"always counts as the first occurrence\" of COUNT. RFC 5545 leaves a "
            + "start undefined that the rule does not give; we keep it and count it, the others leave it out.",
            Difference.LacksStart),
        new("refused or not finished", ["ical-net", "dateutil", "libical", "rrule.js", "rrule-rust"], "3.3.10",
            "The rule is valid. The engine refuses it (libical: many combinations with BYWEEKNO, BYYEARDAY and BYSETPOS; rrule-rust: BYSETPOS beside "
            + "limits alone) or gives up on one that seldom matches. We give what the search finds.",
            (_, answer) => answer.Times is null),
        new("numbered beside plain days", ["dateutil", "rrule.js", "rrule-rust", "libical"], "3.3.10, BYDAY",
            "BYDAY=WE,1SU is every Wednesday and the first Sunday: a list is a union. The engines take plain days as a limit on the numbered ones.",
            (@case, _) => @case.Rule.ByDay.Any(day => day.Ordinal == 0) && @case.Rule.ByDay.Any(day => day.Ordinal != 0)),
        new("weeks without a day", ["dateutil", "rrule.js", "rrule-rust", "libical"], "3.3.10, 3.8.5.3",
            "What a rule leaves out is derived from DTSTART, so BYWEEKNO without a day means the start's weekday in those weeks; the engines give all seven days.",
            (@case, _) => @case.Rule.ByWeekNumber.Count > 0 && @case.Rule.ByDay.Count == 0),
        new("weeks of the year", ["ical-net", "dateutil", "libical", "rrule.js", "rrule-rust"], "3.3.10, BYWEEKNO",
            "The periods of a rule with BYWEEKNO are week-numbering years: a week is not cut at New Year by INTERVAL, BYSETPOS or BYMONTH, and -n counts from the "
            + "year's own last week. The engines count by calendar years.",
            (@case, _) => @case.Rule.ByWeekNumber.Count > 0),
        new("days of the month in a yearly rule", ["ical-net", "libical"], "3.3.10, table",
            "BYMONTHDAY expands in a YEARLY rule: without BYMONTH to every month. The engines take the start's month alone.",
            (@case, _) => @case.Rule.Frequency == Frequency.Yearly && @case.Rule.ByMonthDay.Count > 0 && @case.Rule.ByMonth.Count == 0),
        new("positions in the first week", ["dateutil", "rrule.js", "rrule-rust"], "3.3.10, BYSETPOS",
            "BYSETPOS counts in the whole week of the start, the days before the start included; the engines count from the start on.",
            (@case, _) => @case.Rule.Frequency == Frequency.Weekly && @case.Rule.BySetPosition.Count > 0),
        new("positions", ["libical", "ical-net", "rrule.js", "dateutil", "rrule-rust"], "3.3.10, BYSETPOS",
            "BYSETPOS chooses from all times of a period, those of BYHOUR, BYMINUTE and BYSECOND included, in every frequency, and a time chosen twice is one. "
            + "libical leaves it out in most rules and counts days in the others; the others repeat or lose times where positions of both ends meet.",
            (@case, _) => @case.Rule.BySetPosition.Count > 0),
        new("elapsed instead of wall-clock time", ["ical-net", "libical", "rrule-rust"], "3.3.5, 3.3.10",
            "RFC 5545 does not say whether HOURLY, MINUTELY and SECONDLY step in elapsed or in wall-clock time. We step in wall-clock time as in all other "
            + "frequencies, so that BYHOUR and INTERVAL mean the same all year; these engines step in elapsed time, so that clock changes shift what follows.",
            (@case, answer) => @case.Rule.Frequency < Frequency.Daily && Difference.CrossesClockChange(@case, answer)),
        new("steps within the day", ["libical", "rrule-rust", "rrule.js"], "3.3.10, INTERVAL",
            "INTERVAL counts units from the start on and BY parts of the same or coarser units are limits. These engines begin to count anew at each "
            + "day or hour that passes the limits (rrule-rust, rrule.js), or leave INTERVAL or limits out (libical).",
            (@case, _) => @case.Rule.Frequency < Frequency.Daily && (@case.Rule.Interval > 1 || @case.Rule.ToString().Contains(";BY", StringComparison.Ordinal))),
        new("days from the month's end", ["libical"], "3.3.10, BYMONTHDAY",
            "Negative values of BYMONTHDAY limit DAILY rules, too; libical leaves them out there.",
            (@case, _) => @case.Rule.Frequency == Frequency.Daily && @case.Rule.ByMonthDay.Any(day => day < 0)),
        new("days of the year beside months", ["ical-net"], "3.3.10, table",
            "BYYEARDAY and BYMONTH both have to hold in a YEARLY rule. Ical.Net gives all days of BYYEARDAY, some of them twice and out of order.",
            (@case, _) => @case.Rule.Frequency == Frequency.Yearly && @case.Rule.ByYearDay.Count > 0 && @case.Rule.ByMonth.Count > 0),
        new("weeks from the first match", ["libical"], "3.3.10, INTERVAL",
            "INTERVAL counts weeks from that of the start; libical counts from the first week in which the rule gives something.",
            (@case, _) => @case.Rule.Frequency == Frequency.Weekly && @case.Rule.Interval > 1 && !@case.Oracle.GivesStart),
        new("weeks that begin late", ["libical"], "3.3.10, WKST",
            "INTERVAL counts weeks as WKST cuts them, from that of the start on. Where the week begins on another day than Sunday or Monday and the rule has "
            + "several days, libical may take another week for the first, mostly where Sunday is among them.",
            (@case, _) => @case.Rule.Frequency == Frequency.Weekly && @case.Rule.Interval > 1
                && @case.Rule.WeekStart is not (IsoDayOfWeek.Sunday or IsoDayOfWeek.Monday)
                && @case.Rule.ByDay.Count > 1),
        new("where UNTIL ends", ["rrule.js", "ical-net", "rrule-rust"], "3.3.10, UNTIL",
            "UNTIL is an instant and inclusive, and the last period is searched up to it. rrule.js compares its digits with wall times; Ical.Net leaves out a last "
            + "period in which the start's anniversary lies behind UNTIL; rrule-rust knows no summer time in far years, so that its UNTIL is an hour off.",
            (@case, answer) => @case.Rule.Until is not null && (answer.Times is { Length: 0 } || Difference.IsOfLength(@case, answer))),
        new("another offset", ["rrule.js", "libical", "ical-net", "rrule-rust", "dateutil"], "3.3.5",
            "A local time that does not exist is read with the offset before the gap, one that exists twice means the first. These engines take the other offset "
            + "near a clock change (or, libical and rrule.js, at most times in zones that have changed their rules; or have other zone data than we).",
            (@case, answer) => Difference.IsShiftBy(@case, answer, 3 * Hour)),
        new("lost or twice at a clock change", ["ical-net", "libical", "rrule.js", "rrule-rust"], "3.3.5",
            "Each wall time gives one instance, whether it exists once, twice or not at all. The engines lose one of the times around a clock change, or repeat "
            + "the day that Apia left out.",
            Difference.IsAtClockChanges),
        new("the day that Apia left out", ["libical", "rrule-rust"], "3.3.5, 3.3.10",
            "Days and weeks are those of the calendar, whether the zone had them or not: Apia went from 29 to 31 December 2011, and INTERVAL counts the 30th, too. "
            + "libical is a day off after it, at once or in the week, or counts on from there; rrule-rust leaves out what falls on the 30th, or takes the 31st for it.",
            Difference.CrossesMissingDay),
    ];

    /// <summary>The kind that explains an answer; null where none does, "" where there is no difference.</summary>
    internal static string? Explain(string engine, Case @case, Answer answer) => Difference.IsNone(@case, answer) ? ""
        : All.FirstOrDefault(kind => kind.Engines.Contains(engine) && kind.Explains(@case, answer))?.Name;
}
