using NodaTime;
using NodaTime.Calendars;
using NodaTime.TimeZones;

namespace Kalends.Recurrence.Tests;

/// <summary>
/// The set a rule means, found the slow way: every second of every day is asked whether it matches. Shares nothing with the engine
/// but the parsed rule; calendar and zones are NodaTime's.
/// </summary>
internal sealed class Oracle(RecurrenceRule rule, SeriesStart start)
{
    private static readonly LocalDate Epoch = new(1970, 1, 1);
    private static readonly LocalDate LongAgo = new(1900, 1, 1);

    private readonly IWeekYearRule weekRule = WeekYearRules.ForMinDaysInFirstWeek(4, rule.WeekStart);

    /// <summary>The instants of the set that start before <paramref name="end"/>.</summary>
    internal List<Instant> Instants(LocalDateTime end)
    {
        var locals = new List<LocalDateTime>();
        foreach (var period in Candidates(end.PlusDays(2)).GroupBy(Period))
            locals.AddRange(Choose([.. period]));
        locals = [.. locals.Where(local => local >= start.Local && IsUntil(local)).Prepend(start.Local).Distinct().Order()];
        return [.. locals.Take(rule.Count ?? int.MaxValue).Select(Resolve)
            .Where(at => at >= Resolve(start.Local) && at < Resolve(end)).Distinct().Order()];
    }

    /// <summary>Whether the rule itself gives the start.</summary>
    internal bool GivesStart =>
        Candidates(start.Local.PlusDays(2)).Where(local => Period(local) == 0).ToArray() is var own && Choose(own).Contains(start.Local);

    internal Instant Resolve(LocalDateTime local) =>
        start.Zone.ResolveLocal(local, Resolvers.CreateMappingResolver(
            Resolvers.ReturnEarlier,
            (time, zone, before, _) => time.WithOffset(before.WallOffset).InZone(zone))).ToInstant();

    private IEnumerable<LocalDateTime> Choose(LocalDateTime[] period)
    {
        if (rule.BySetPosition.Count == 0)
            return period;
        return rule.BySetPosition.Select(position => position > 0 ? position - 1 : period.Length + position)
            .Where(index => index >= 0 && index < period.Length).Distinct().Order().Select(index => period[index]);
    }

    // From well before the start, so that BYSETPOS sees whole periods.
    private IEnumerable<LocalDateTime> Candidates(LocalDateTime end)
    {
        var lead = rule.Frequency switch { Frequency.Yearly => 400, Frequency.Monthly => 31, Frequency.Weekly => 7, _ => 0 };
        for (var day = start.Local.Date.PlusDays(-lead); day <= end.Date.PlusDays(lead); day = day.PlusDays(1))
        {
            if (!MatchesDay(day) || rule.Frequency >= Frequency.Daily && Period(day.AtMidnight()) % rule.Interval != 0)
                continue;
            foreach (var second in Seconds(day))
                yield return day + LocalTime.FromSecondsSinceMidnight(second);
        }
    }

    private IEnumerable<int> Seconds(LocalDate day)
    {
        if (start.IsDate)
            return [0];
        var time = start.Local.TimeOfDay;
        var hours = Enumerable.Range(0, 24).Where(hour => Passes(rule.ByHour, hour, Frequency.Hourly, time.Hour));
        var minutes = Enumerable.Range(0, 60).Where(minute => Passes(rule.ByMinute, minute, Frequency.Minutely, time.Minute)).ToArray();
        var seconds = Enumerable.Range(0, 60).Where(second => Passes(rule.BySecond, second, Frequency.Secondly, time.Second)).ToArray();
        return from hour in hours from minute in minutes from second in seconds
               let at = hour * 3600 + minute * 60 + second
               where rule.Frequency >= Frequency.Daily || Period(day + LocalTime.FromSecondsSinceMidnight(at)) % rule.Interval == 0
               select at;
    }

    private bool Passes(IReadOnlyList<int> values, int value, Frequency unit, int ofStart) =>
        values.Count > 0 ? values.Contains(value) : rule.Frequency <= unit || value == ofStart;

    private bool MatchesDay(LocalDate day)
    {
        var inMonth = day.Calendar.GetDaysInMonth(day.Year, day.Month);
        var inYear = day.Calendar.GetDaysInYear(day.Year);
        return (rule.ByMonth.Count == 0 || rule.ByMonth.Contains(day.Month))
            && Has(rule.ByMonthDay, day.Day, inMonth)
            && Has(rule.ByYearDay, day.DayOfYear, inYear)
            && Has(rule.ByWeekNumber, weekRule.GetWeekOfWeekYear(day), weekRule.GetWeeksInWeekYear(weekRule.GetWeekYear(day)))
            && MatchesWeekday(day, inMonth, inYear)
            && MatchesStart(day);
    }

    private static bool Has(IReadOnlyList<int> values, int value, int length) =>
        values.Count == 0 || values.Contains(value) || values.Contains(value - length - 1);

    private bool MatchesWeekday(LocalDate day, int inMonth, int inYear)
    {
        var inMonths = rule.Frequency == Frequency.Monthly || rule.ByMonth.Count > 0;
        var (at, length) = inMonths ? (day.Day, inMonth) : (day.DayOfYear, inYear);
        return rule.ByDay.Count == 0 || rule.ByDay.Any(value => value.Day == day.DayOfWeek
            && (value.Ordinal == 0 || value.Ordinal == (at - 1) / 7 + 1 || value.Ordinal == -((length - at) / 7 + 1)));
    }

    // What the rule leaves out is taken from the start.
    private bool MatchesStart(LocalDate day)
    {
        if (rule.Frequency < Frequency.Weekly || rule.ByDay.Count + rule.ByMonthDay.Count + rule.ByYearDay.Count > 0)
            return true;
        if (rule.Frequency == Frequency.Weekly || rule.ByWeekNumber.Count > 0)
            return day.DayOfWeek == start.Local.DayOfWeek;
        return day.Day == start.Local.Day
            && (rule.Frequency == Frequency.Monthly || rule.ByMonth.Count > 0 || day.Month == start.Local.Month);
    }

    /// <summary>The number of the period that a time lies in, the start's being 0.</summary>
    private long Period(LocalDateTime local) => Number(local) - Number(start.Local);

    private long Number(LocalDateTime local)
    {
        var days = NodaTime.Period.DaysBetween(Epoch, local.Date);
        var seconds = days * 86_400L + local.TimeOfDay.TickOfDay / NodaConstants.TicksPerSecond;
        return rule.Frequency switch
        {
            Frequency.Yearly => rule.ByWeekNumber.Count > 0 ? weekRule.GetWeekYear(local.Date) : local.Year,
            Frequency.Monthly => local.Year * 12 + local.Month,
            Frequency.Weekly => WeekNumber(local.Date),
            Frequency.Daily => days,
            Frequency.Hourly => seconds / 3600,
            Frequency.Minutely => seconds / 60,
            _ => seconds,
        };
    }

    private int WeekNumber(LocalDate date) =>
        NodaTime.Period.DaysBetween(LongAgo.Previous(rule.WeekStart), date) / 7;

    private bool IsUntil(LocalDateTime local) => rule.Until switch
    {
        null => true,
        { Form: UntilForm.Date } until => local.Date <= until.Value.Date,
        { Form: UntilForm.Local } until => local <= until.Value,
        { } until => Resolve(local) <= until.Value.InUtc().ToInstant(),
    };
}
