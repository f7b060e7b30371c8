using System.Buffers.Binary;
using Kalends.Cql.Frames;
using NodaTime;

namespace Kalends.Cql.Types;

/// <summary>timestamp, date and time (v4 specification, sections 6.17, 6.5 and 6.16).</summary>
internal static class TemporalValue
{
    // Days are counted from the middle of the unsigned range.
    private const uint Epoch = 1u << 31;
    private static readonly LocalDate UnixEpoch = new(1970, 1, 1);
    private static readonly long FirstMillisecond = Instant.MinValue.ToUnixTimeMilliseconds();
    private static readonly long LastMillisecond = Instant.MaxValue.ToUnixTimeMilliseconds();
    private static readonly int FirstDay = Period.DaysBetween(UnixEpoch, LocalDate.MinIsoValue);
    private static readonly int LastDay = Period.DaysBetween(UnixEpoch, LocalDate.MaxIsoValue);

    /// <summary>Whole milliseconds since 1970 in UTC; what is finer is cut off towards the past.</summary>
    public static void WriteInstant(WireWriter writer, Instant value) => writer.WriteLong(value.ToUnixTimeMilliseconds());

    /// <exception cref="OverflowException">It is before the year -9998 or after 9999.</exception>
    public static Instant ReadInstant(ReadOnlySpan<byte> bytes)
    {
        var milliseconds = BinaryPrimitives.ReadInt64BigEndian(ScalarCodecs.Fixed(bytes, 8));
        return milliseconds >= FirstMillisecond && milliseconds <= LastMillisecond
            ? Instant.FromUnixTimeMilliseconds(milliseconds)
            : throw new OverflowException($"The timestamp {milliseconds} is beyond what an Instant holds.");
    }

    /// <exception cref="OverflowException">It is before the year 1 or after 9999.</exception>
    public static DateTimeOffset ReadDateTimeOffset(ReadOnlySpan<byte> bytes)
    {
        var instant = ReadInstant(bytes);
        return instant >= NodaConstants.BclEpoch
            ? instant.ToDateTimeOffset()
            : throw new OverflowException($"The timestamp {instant} is beyond what a DateTimeOffset holds.");
    }

    public static void WriteDate(WireWriter writer, LocalDate value) =>
        writer.WriteInt(unchecked((int)(Epoch + (uint)Period.DaysBetween(UnixEpoch, value.WithCalendar(CalendarSystem.Iso)))));

    /// <exception cref="OverflowException">It is before the year -9998 or after 9999.</exception>
    public static LocalDate ReadDate(ReadOnlySpan<byte> bytes)
    {
        var days = unchecked((int)(BinaryPrimitives.ReadUInt32BigEndian(ScalarCodecs.Fixed(bytes, 4)) - Epoch));
        return days >= FirstDay && days <= LastDay
            ? UnixEpoch.PlusDays(days)
            : throw new OverflowException($"A date {days} days from 1970 is beyond what a LocalDate holds.");
    }

    public static void WriteTime(WireWriter writer, LocalTime value) => writer.WriteLong(value.NanosecondOfDay);

    public static LocalTime ReadTime(ReadOnlySpan<byte> bytes)
    {
        var nanoseconds = BinaryPrimitives.ReadInt64BigEndian(ScalarCodecs.Fixed(bytes, 8));
        return nanoseconds is >= 0 and < NodaConstants.NanosecondsPerDay
            ? LocalTime.FromNanosecondsSinceMidnight(nanoseconds)
            : throw new MalformedFrameException($"No day has a nanosecond {nanoseconds}.");
    }
}
