namespace Kalends.Recurrence.Text;

/// <summary>What RFC 5545, 3.3.10 demands between the parts of one rule.</summary>
internal static class RuleConsistency
{
    internal static RuleRefused? Check(in RuleParts parts)
    {
        var frequency = parts.Frequency;
        if (parts.Count > 0 && parts.Until is { } until)
            return new RuleRefused("UNTIL", until.ToString(), "UNTIL and COUNT must not occur in the same rule.");
        if (parts.HasWeeks && frequency != Frequency.Yearly)
            return Misplaced("BYWEEKNO", frequency, "is only for YEARLY rules");
        if (parts.HasYearDays && frequency is Frequency.Daily or Frequency.Weekly or Frequency.Monthly)
            return Misplaced("BYYEARDAY", frequency, "is not for DAILY, WEEKLY and MONTHLY rules");
        if (parts.HasMonthDays && frequency == Frequency.Weekly)
            return Misplaced("BYMONTHDAY", frequency, "is not for WEEKLY rules");
        if (parts.HasNumberedDays && frequency is not (Frequency.Monthly or Frequency.Yearly))
            return Misplaced("BYDAY", frequency, "takes numbers only in MONTHLY and YEARLY rules");
        if (parts.HasNumberedDays && parts.HasWeeks)
            return Misplaced("BYDAY", frequency, "takes no numbers beside BYWEEKNO");
        if (parts.HasPositions && !HasOther(in parts))
            return Misplaced("BYSETPOS", frequency, "needs another BY part to choose from");
        return null;
    }

    private static bool HasOther(in RuleParts parts) =>
        parts.HasWeeks || parts.HasYearDays || parts.HasMonthDays || parts.HasDays
        || parts.Months != 0 || parts.Hours != 0 || parts.Minutes != 0 || parts.Seconds != 0;

    private static RuleRefused Misplaced(string part, Frequency frequency, string reason) =>
        new(part, frequency.ToString().ToUpperInvariant(), $"{part} {reason}.");
}
