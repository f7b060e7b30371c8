using NodaTime;

namespace Kalends.Recurrence.Expansion;

/// <summary>Reads the values of RDATE and EXDATE in the series they belong to.</summary>
internal static class SeriesDates
{
    internal static Instant Read(SeriesDate date, SeriesStart start)
    {
        var local = Local(date, start);
        if (start.IsDate || date.Form == SeriesDateForm.Date)
            local = local.Date + start.Local.TimeOfDay;
        else if (date.Form is SeriesDateForm.Utc or SeriesDateForm.Zoned)
            return Fixed(date);
        return ReadLocal(start.Zone, local);
    }

    /// <summary>The UTC seconds, both inclusive, in which an EXDATE takes instances away.</summary>
    internal static (long First, long Last) Excluded(SeriesDate date, SeriesStart start)
    {
        if (start.IsDate || date.Form != SeriesDateForm.Date)
        {
            var utc = Read(date, start).ToUnixTimeSeconds();
            return (utc, utc);
        }
        var midnight = UnixTime.Seconds(date.Value.Date.AtMidnight());
        return (UnixTime.Read(start.Zone, midnight), UnixTime.Read(start.Zone, midnight + Civil.SecondsPerDay) - 1);
    }

    internal static SeriesDate Shift(SeriesDate date, Period amount, SeriesStart start)
    {
        if (date.Form is SeriesDateForm.Date or SeriesDateForm.Local)
        {
            var moved = date.Value + amount;
            return date with { Value = date.Form == SeriesDateForm.Date ? moved.Date.AtMidnight() : moved };
        }
        var instant = ReadLocal(start.Zone, Local(date, start) + amount);
        return date with { Value = instant.InZone(date.Zone ?? DateTimeZone.Utc).LocalDateTime };
    }

    // The value as a wall time in the series' zone.
    private static LocalDateTime Local(SeriesDate date, SeriesStart start) =>
        date.Form is SeriesDateForm.Date or SeriesDateForm.Local ? date.Value : Fixed(date).InZone(start.Zone).LocalDateTime;

    private static Instant Fixed(SeriesDate date) => ReadLocal(date.Zone ?? DateTimeZone.Utc, date.Value);

    private static Instant ReadLocal(DateTimeZone zone, LocalDateTime local) =>
        Instant.FromUnixTimeSeconds(UnixTime.Read(zone, UnixTime.Seconds(local)));
}
