using Kalends.Recurrence.Clocks;

namespace Kalends.Recurrence.Expansion;

/// <summary>A rule with its end in a series.</summary>
/// <param name="Plan">The rule without its end.</param>
/// <param name="Count">How many instances the rule itself gives, or null without COUNT.</param>
/// <param name="LastLocal">The last local time that UNTIL allows.</param>
/// <param name="LastUtc">The last instant that UNTIL allows.</param>
internal sealed record BoundedRule(RulePlan Plan, long? Count, long LastLocal, long LastUtc)
{
    // More than the widest offset from UTC together with the widest gap.
    private const int Slack = 3 * Civil.SecondsPerDay;

    internal bool IsEndless => Count is null && LastLocal == long.MaxValue;

    /// <param name="rule">The rule.</param>
    /// <param name="start">The series' start.</param>
    /// <param name="countsStart">Whether COUNT counts a start that the rule itself does not give.</param>
    internal static BoundedRule Create(RecurrenceRule rule, SeriesStart start, bool countsStart)
    {
        var local = UnixTime.Seconds(start.Local);
        var plan = new RulePlan(in rule.Parts, local, start.IsDate);
        long? count = rule.Count is not { } given ? null : countsStart && !GivesStart(plan) ? given - 1 : given;
        var (lastLocal, lastUtc) = Ends(rule.Until, start);
        return new BoundedRule(plan, count, lastLocal, lastUtc);
    }

    internal RuleCursor LocalsFrom(long local, long limit)
    {
        limit = Math.Min(limit, LastLocal);
        return Count is { } count ? RuleCursor.From(Plan, local, limit, count) : RuleCursor.From(Plan, local, limit);
    }

    /// <summary>The instances from <paramref name="from"/> on; those at <paramref name="to"/> and after it may be missing.</summary>
    internal InstantCursor InstantsFrom(ZoneClock clock, long from, long to) =>
        new(LocalsFrom(clock.FirstLocal(from), to + Slack), clock, Math.Min(LastUtc, UnixTime.Last));

    /// <summary>Whether the rule itself gives the series' start ("synchronized" in RFC 5545, 3.8.5.3).</summary>
    internal static bool GivesStart(RulePlan plan) => RuleCursor.From(plan, plan.Start, plan.Start).MoveNext();

    private static (long Local, long Utc) Ends(Until? until, SeriesStart start)
    {
        if (until is not { } end)
            return (long.MaxValue, long.MaxValue);
        var value = UnixTime.Seconds(end.Value);
        if (end.Form == UntilForm.Utc && !start.IsDate)
            return (value + Slack, value);
        if (end.Form == UntilForm.Utc)
            value += ZoneClock.Of(start.Zone).OffsetAt(value);
        return start.IsDate || end.Form == UntilForm.Date
            ? (Civil.FloorDivide(value, Civil.SecondsPerDay) * Civil.SecondsPerDay + Civil.SecondsPerDay - 1, long.MaxValue)
            : (value, long.MaxValue);
    }
}
