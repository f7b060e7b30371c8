using System.Globalization;
using NodaTime;

namespace Kalends.Recurrence;

/// <summary>One value of <c>BYDAY</c>: <c>MO</c>, or <c>-1FR</c> for the last Friday of the month or year.</summary>
/// <param name="Ordinal">0 for every such day, else 1 to 53 counted from the start or -1 to -53 from the end.</param>
/// <param name="Day">The day of the week.</param>
public readonly record struct RuleWeekday(int Ordinal, IsoDayOfWeek Day)
{
    /// <summary>The RFC 5545 text, such as <c>2TU</c>.</summary>
    public override string ToString() =>
        (Ordinal == 0 ? "" : Ordinal.ToString(CultureInfo.InvariantCulture)) + Text.Weekdays.Name(Day);
}
