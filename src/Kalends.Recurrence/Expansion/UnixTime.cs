using Kalends.Recurrence.Clocks;
using NodaTime;

namespace Kalends.Recurrence.Expansion;

/// <summary>NodaTime's values as seconds since 1970-01-01T00:00:00, of UTC or of local time, and back.</summary>
internal static class UnixTime
{
    /// <summary>The bounds of what the engine walks over, in UTC.</summary>
    internal static readonly long First = NodaTime.Instant.MinValue.ToUnixTimeSeconds();
    internal static readonly long Last = NodaTime.Instant.MaxValue.ToUnixTimeSeconds();

    internal static long Seconds(LocalDateTime local) =>
        Civil.DayNumber(local.Year, local.Month, local.Day) * (long)Civil.SecondsPerDay + local.TimeOfDay.TickOfDay / NodaConstants.TicksPerSecond;

    internal static LocalDateTime Local(long seconds)
    {
        var dayNumber = Civil.DayOf(seconds);
        var (year, month, day) = Civil.Date(dayNumber);
        return new LocalDate(year, month, day) + LocalTime.FromSecondsSinceMidnight((int)(seconds - dayNumber * (long)Civil.SecondsPerDay));
    }

    /// <summary>The instant, or the last whole second there is.</summary>
    internal static Instant Instant(long utc) => NodaTime.Instant.FromUnixTimeSeconds(Math.Min(utc, Last));

    /// <summary>The first whole second that is not before the instant.</summary>
    internal static long SecondsUp(Instant instant)
    {
        var seconds = instant.ToUnixTimeSeconds();
        return NodaTime.Instant.FromUnixTimeSeconds(seconds) < instant ? seconds + 1 : seconds;
    }

    /// <summary>Reads a single local time by 3.3.5.</summary>
    internal static long Read(DateTimeZone zone, long local) => ZoneClock.Of(zone).Read(local);
}
