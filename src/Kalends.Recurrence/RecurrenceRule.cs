using Kalends.Recurrence.Text;
using NodaTime;

namespace Kalends.Recurrence;

/// <summary>
/// A recurrence rule (RECUR value, RFC 5545, 3.3.10, with SKIP of RFC 7529): immutable, checked, without a start. Two rules are equal when their
/// canonical texts are. Lists are ascending, negative values last, and empty where the part is not given.
/// </summary>
public sealed class RecurrenceRule : IEquatable<RecurrenceRule>
{
    private readonly RuleParts parts;
    private string? text;

    internal RecurrenceRule(RuleParts parts) => this.parts = parts;

    /// <summary>Reads the value of an RRULE (without the property name). Letter case does not matter; a final semicolon is allowed.</summary>
    /// <returns><see cref="RuleParsed"/>, or <see cref="RuleRefused"/> with the part that is at fault.</returns>
    public static RuleReading Parse(ReadOnlySpan<char> text)
    {
        var parts = new RuleParts();
        return RuleParser.Read(text, ref parts) ?? RuleConsistency.Check(in parts) ?? (RuleReading)new RuleParsed(new RecurrenceRule(parts));
    }

    /// <summary>FREQ.</summary>
    public Frequency Frequency => parts.Frequency;

    /// <summary>INTERVAL, at least 1.</summary>
    public int Interval => parts.Interval;

    /// <summary>COUNT, at least 1; the series' start is counted. Never together with <see cref="Until"/>.</summary>
    public int? Count => parts.Count == 0 ? null : parts.Count;

    /// <summary>UNTIL, inclusive.</summary>
    public Until? Until => parts.Until;

    /// <summary>WKST; Monday where it is not given.</summary>
    public IsoDayOfWeek WeekStart => parts.WeekStart == IsoDayOfWeek.None ? IsoDayOfWeek.Monday : parts.WeekStart;

    /// <summary>SKIP of RFC 7529, 4.1.</summary>
    public Skip Skip => parts.Skip;

    /// <summary>BYSECOND, 0 to 60; 60 is a leap second, which no clock here has, so it gives no instance.</summary>
    public IReadOnlyList<int> BySecond => RuleLists.Bits(parts.Seconds);

    /// <summary>BYMINUTE, 0 to 59.</summary>
    public IReadOnlyList<int> ByMinute => RuleLists.Bits(parts.Minutes);

    /// <summary>BYHOUR, 0 to 23.</summary>
    public IReadOnlyList<int> ByHour => RuleLists.Bits(parts.Hours);

    /// <summary>BYDAY, plain days first.</summary>
    public IReadOnlyList<RuleWeekday> ByDay => RuleLists.Days(in parts);

    /// <summary>BYMONTHDAY, 1 to 31 and -1 to -31.</summary>
    public IReadOnlyList<int> ByMonthDay => RuleLists.Bits(parts.MonthDays, parts.MonthDaysFromEnd);

    /// <summary>BYYEARDAY, 1 to 366 and -1 to -366.</summary>
    public IReadOnlyList<int> ByYearDay => RuleLists.Bits(in parts.YearDays, in parts.YearDaysFromEnd);

    /// <summary>BYWEEKNO, 1 to 53 and -1 to -53.</summary>
    public IReadOnlyList<int> ByWeekNumber => RuleLists.Bits(parts.Weeks, parts.WeeksFromEnd);

    /// <summary>BYMONTH, 1 to 12.</summary>
    public IReadOnlyList<int> ByMonth => RuleLists.Bits(parts.Months);

    /// <summary>BYSETPOS, 1 to 366 and -1 to -366.</summary>
    public IReadOnlyList<int> BySetPosition => RuleLists.Bits(in parts.Positions, in parts.PositionsFromEnd);

    internal ref readonly RuleParts Parts => ref parts;

    /// <summary>The same rule with this COUNT and no UNTIL; null takes both away.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is less than 1.</exception>
    public RecurrenceRule WithCount(int? count)
    {
        if (count is { } given)
            ArgumentOutOfRangeException.ThrowIfLessThan(given, 1, nameof(count));
        var changed = parts;
        changed.Count = count ?? 0;
        changed.Until = null;
        return new RecurrenceRule(changed);
    }

    /// <summary>The same rule with this UNTIL and no COUNT; null takes both away.</summary>
    public RecurrenceRule WithUntil(Until? until)
    {
        var changed = parts;
        changed.Count = 0;
        changed.Until = until;
        return new RecurrenceRule(changed);
    }

    /// <summary>The canonical text: parts in the order of RFC 5545's examples, values ascending and without repeats, defaults left out.</summary>
    public override string ToString() => text ??= RuleFormat.Write(in parts);

    /// <inheritdoc/>
    public bool Equals(RecurrenceRule? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RecurrenceRule);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
}
