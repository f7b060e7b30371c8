using Kalends.Recurrence.Expansion;
using NodaTime;

namespace Kalends.Recurrence.Text;

/// <summary>
/// The parts of a rule as bit sets: bit n stands for the value n, in a "from end" set for -n. Zero means that the part is not
/// given. Mutable only while it is parsed; a <see cref="RecurrenceRule"/> hands out no way to change it.
/// </summary>
internal struct RuleParts
{
    public Frequency Frequency;
    public int Interval;
    public int Count;
    public Until? Until;
    public IsoDayOfWeek WeekStart;
    public Skip Skip;
    public ulong Seconds;
    public ulong Minutes;
    public uint Hours;
    public uint MonthDays;
    public uint MonthDaysFromEnd;
    public ulong Weeks;
    public ulong WeeksFromEnd;
    public uint Months;

    /// <summary>Days of BYDAY without a number; bits 1 (Monday) to 7.</summary>
    public uint Weekdays;

    /// <summary>Days of BYDAY with a number, per weekday (1 to 7) the positive ones in bits 1 to 53.</summary>
    public WeekdayNumbers Numbered;
    public WeekdayNumbers NumberedFromEnd;
    public DaySet YearDays;
    public DaySet YearDaysFromEnd;
    public DaySet Positions;
    public DaySet PositionsFromEnd;

    public readonly bool HasMonthDays => (MonthDays | MonthDaysFromEnd) != 0;

    public readonly bool HasWeeks => (Weeks | WeeksFromEnd) != 0;

    public readonly bool HasYearDays => !YearDays.IsEmpty || !YearDaysFromEnd.IsEmpty;

    public readonly bool HasPositions => !Positions.IsEmpty || !PositionsFromEnd.IsEmpty;

    public readonly bool HasNumberedDays => !Numbered.IsEmpty || !NumberedFromEnd.IsEmpty;

    public readonly bool HasDays => Weekdays != 0 || HasNumberedDays;
}
