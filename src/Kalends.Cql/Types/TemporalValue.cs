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

    /// <summary>Whole milliseconds since 1970 in UTC; what is finer is cut off towards the past.</summary>
    public static void WriteInstant(WireWriter writer, Instant value) => writer.WriteLong(value.ToUnixTimeMilliseconds());

    public static Instant ReadInstant(ReadOnlySpan<byte> bytes) =>
        Instant.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(ScalarCodecs.Fixed(bytes, 8)));

    public static void WriteDate(WireWriter writer, LocalDate value) =>
        writer.WriteInt(unchecked((int)(Epoch + (uint)Period.DaysBetween(UnixEpoch, value.WithCalendar(CalendarSystem.Iso)))));

    public static LocalDate ReadDate(ReadOnlySpan<byte> bytes) =>
        UnixEpoch.PlusDays(unchecked((int)(BinaryPrimitives.ReadUInt32BigEndian(ScalarCodecs.Fixed(bytes, 4)) - Epoch)));

    public static void WriteTime(WireWriter writer, LocalTime value) => writer.WriteLong(value.NanosecondOfDay);

    public static LocalTime ReadTime(ReadOnlySpan<byte> bytes) =>
        LocalTime.FromNanosecondsSinceMidnight(BinaryPrimitives.ReadInt64BigEndian(ScalarCodecs.Fixed(bytes, 8)));
}
