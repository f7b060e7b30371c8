namespace Kalends.Recurrence.Expansion;

/// <summary>
/// Years of whole weeks (ISO 8601, with any first weekday): week 1 is the first that has at least four days in the calendar year.
/// </summary>
internal static class WeekYear
{
    /// <summary>The first day of week 1.</summary>
    internal static int Start(int year, int weekStart)
    {
        var fourth = Civil.YearStart(year) + 3;
        return WeekStart(fourth, weekStart);
    }

    /// <summary>The first day of the week that a day lies in.</summary>
    internal static int WeekStart(int day, int weekStart) => day - (Civil.Weekday(day) - weekStart + 7) % 7;

    /// <summary>The week-numbering year that a day lies in: that of the fourth day of its week.</summary>
    internal static int Of(int day, int weekStart) => Civil.Date(WeekStart(day, weekStart) + 3).Year;
}
