using Kalends.Recurrence.Clocks;
using NodaTime;

namespace Kalends.Recurrence.Expansion;

/// <summary>Reads the values of RDATE and EXDATE in the series they belong to.</summary>
internal static class SeriesDates
{
    /// <summary>The UTC seconds that a value means; around the year 9999 they may lie beyond NodaTime's range.</summary>
    internal static long Read(SeriesDate date, SeriesStart start)
    {
        if (!start.IsDate && date.Form is SeriesDateForm.Utc or SeriesDateForm.Zoned)
            return Fixed(date);
        var local = Local(date, start);
        if (start.IsDate || date.Form == SeriesDateForm.Date)
            local = Midnight(local) + UnixTime.Seconds(start.Local) - Midnight(UnixTime.Seconds(start.Local));
        return UnixTime.Read(start.Zone, local);
    }

    /// <summary>The UTC seconds, both inclusive, in which an EXDATE takes instances away.</summary>
    internal static (long First, long Last) Excluded(SeriesDate date, SeriesStart start)
    {
        if (start.IsDate || date.Form != SeriesDateForm.Date)
        {
            var utc = Read(date, start);
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
        var utc = UnixTime.Read(start.Zone, UnixTime.Seconds(UnixTime.Local(Local(date, start)) + amount));
        return date with { Value = UnixTime.Local(LocalAt(date.Zone ?? DateTimeZone.Utc, utc)) };
    }

    // The value as a wall time in the series' zone.
    private static long Local(SeriesDate date, SeriesStart start) =>
        date.Form is SeriesDateForm.Date or SeriesDateForm.Local ? UnixTime.Seconds(date.Value) : LocalAt(start.Zone, Fixed(date));

    private static long Fixed(SeriesDate date) => UnixTime.Read(date.Zone ?? DateTimeZone.Utc, UnixTime.Seconds(date.Value));

    private static long LocalAt(DateTimeZone zone, long utc) => utc + ZoneClock.Of(zone).OffsetAt(utc);

    private static long Midnight(long local) => Civil.DayOf(local) * (long)Civil.SecondsPerDay;
}
