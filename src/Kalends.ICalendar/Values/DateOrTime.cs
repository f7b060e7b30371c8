using System.Globalization;
using System.Text;
using NodaTime;

namespace Kalends.ICalendar;

/// <summary>A DATE or one of the three forms of DATE-TIME (RFC 5545, 3.3.4 and 3.3.5), years 0001 to 9999, whole seconds.</summary>
public abstract record DateOrTime
{
    private protected DateOrTime()
    {
    }

    /// <summary>The day.</summary>
    public abstract LocalDate Day { get; }

    /// <summary>The value as it is written, without the TZID, which is a parameter.</summary>
    public abstract override string ToString();

    /// <summary>A whole day, in no zone.</summary>
    public sealed record Date(LocalDate Value) : DateOrTime
    {
        /// <inheritdoc/>
        public override LocalDate Day => Value;

        /// <inheritdoc/>
        public override string ToString() => Value.ToString("uuuuMMdd", CultureInfo.InvariantCulture);
    }

    /// <summary>A local time that means whatever zone the reader is in (form 1).</summary>
    public sealed record Floating(LocalDateTime Local) : DateOrTime
    {
        /// <inheritdoc/>
        public override LocalDate Day => Local.Date;

        /// <inheritdoc/>
        public override string ToString() => Format(Local);
    }

    /// <summary>A time in UTC (form 2).</summary>
    public sealed record Utc(LocalDateTime Time) : DateOrTime
    {
        /// <inheritdoc/>
        public override LocalDate Day => Time.Date;

        /// <summary>The instant.</summary>
        public Instant Instant => Time.InUtc().ToInstant();

        /// <inheritdoc/>
        public override string ToString() => Format(Time) + "Z";
    }

    /// <summary>A local time in the zone of that TZID (form 3).</summary>
    public sealed record Zoned(LocalDateTime Local, string TzId) : DateOrTime
    {
        /// <inheritdoc/>
        public override LocalDate Day => Local.Date;

        /// <inheritdoc/>
        public override string ToString() => Format(Local);
    }

    /// <summary>
    /// Reads one value; null when it is none. A local time is in the given zone, where one is given. Second 60 is read as 59 (3.3.12),
    /// and hour 24 as the next midnight.
    /// </summary>
    public static DateOrTime? Parse(ReadOnlySpan<byte> raw, string? tzId)
    {
        var digits = new Digits(raw.Trim((byte)' '));
        if (!TryDate(ref digits, out var date)) return null;
        if (digits.IsAtEnd) return new Date(date);
        if (!digits.TrySkip('T') || !TryTime(ref digits, date, out var local)) return null;
        if (digits.TrySkip('Z')) return digits.IsAtEnd ? new Utc(local) : null;
        if (!digits.IsAtEnd) return null;
        return tzId is null ? new Floating(local) : new Zoned(local, tzId);
    }

    /// <summary>Reads one value; null when it is none.</summary>
    public static DateOrTime? Parse(string raw, string? tzId) => Parse(Encoding.UTF8.GetBytes(raw), tzId);

    private static bool TryDate(ref Digits digits, out LocalDate date)
    {
        date = default;
        if (!digits.TryFixed(4, out var year) || !digits.TryFixed(2, out var month) || !digits.TryFixed(2, out var day)) return false;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > CalendarSystem.Iso.GetDaysInMonth(year, month)) return false;
        date = new LocalDate(year, month, day);
        return true;
    }

    private static bool TryTime(ref Digits digits, LocalDate date, out LocalDateTime local)
    {
        local = default;
        if (!digits.TryFixed(2, out var hour) || !digits.TryFixed(2, out var minute) || !digits.TryFixed(2, out var second)) return false;
        if (hour == 24 && minute == 0 && second == 0 && date < new LocalDate(9999, 12, 31))
        {
            local = date.PlusDays(1).AtMidnight();
            return true;
        }
        if (hour > 23 || minute > 59 || second > 60) return false;
        local = date + new LocalTime(hour, minute, Math.Min(second, 59));
        return true;
    }

    private static string Format(LocalDateTime time) => time.ToString("uuuuMMdd'T'HHmmss", CultureInfo.InvariantCulture);
}
