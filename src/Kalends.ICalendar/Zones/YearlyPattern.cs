using System.Globalization;
using NodaTime;

namespace Kalends.ICalendar;

/// <summary>What onsets of following years have in common: month, time of day and weekday, and where in the month; or the day itself.</summary>
internal sealed class YearlyPattern
{
    private readonly LocalDateTime first;
    private int? week;
    private bool isLast;
    private bool isSameDay = true;
    private bool isSameWeekday = true;
    private int minDay;
    private int maxDay;

    private YearlyPattern(LocalDateTime first)
    {
        this.first = first;
        week = WeekOf(first);
        isLast = IsInLastWeek(first);
        (minDay, maxDay) = (first.Day, first.Day);
    }

    public static YearlyPattern Of(LocalDateTime first) => new(first);

    /// <summary>Narrows the pattern so that it holds for this onset too; false (and unchanged) when none does.</summary>
    public bool TryInclude(LocalDateTime onset)
    {
        if (onset.Month != first.Month || onset.TimeOfDay != first.TimeOfDay) return false;
        var sameDay = isSameDay && onset.Day == first.Day;
        var (min, max) = (Math.Min(minDay, onset.Day), Math.Max(maxDay, onset.Day));
        var sameWeekday = isSameWeekday && onset.DayOfWeek == first.DayOfWeek && max - min < 7;
        if (!sameDay && !sameWeekday) return false;
        (isSameDay, isSameWeekday, minDay, maxDay) = (sameDay, sameWeekday, min, max);
        if (week != WeekOf(onset)) week = null;
        isLast &= IsInLastWeek(onset);
        return true;
    }

    /// <summary>The rule, without its end.</summary>
    public string ToRule()
    {
        var month = $"FREQ=YEARLY;BYMONTH={first.Month}";
        if (!isSameWeekday) return $"{month};BYMONTHDAY={first.Day}";
        var day = first.DayOfWeek.ToString()[..2].ToUpperInvariant();
        if (isLast) return $"{month};BYDAY=-1{day}";
        if (week is { } ordinal) return $"{month};BYDAY={ordinal}{day}";
        // A week that begins at any day of the month, such as "Sunday on or after the 9th".
        var days = Enumerable.Range(minDay, 7).Where(d => d <= 31).Select(d => d.ToString(CultureInfo.InvariantCulture));
        return $"{month};BYMONTHDAY={string.Join(',', days)};BYDAY={day}";
    }

    private static int WeekOf(LocalDateTime time) => ((time.Day - 1) / 7) + 1;

    private static bool IsInLastWeek(LocalDateTime time) => time.Day + 7 > CalendarSystem.Iso.GetDaysInMonth(time.Year, time.Month);
}
