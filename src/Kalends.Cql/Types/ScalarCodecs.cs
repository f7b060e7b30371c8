using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Numerics;
using System.Text;
using Kalends.Cql.Frames;
using NodaTime;

namespace Kalends.Cql.Types;

/// <summary>The scalar codecs by .NET type (v4 specification, section 6).</summary>
internal static class ScalarCodecs
{
    private static readonly Dictionary<Type, object> ByType = Build();

    public static CqlCodec<T> Of<T>() => For<T>.Codec ?? throw new NotSupportedException($"No CQL scalar is a {typeof(T)}.");

    /// <summary>Checks a width that the type fixes.</summary>
    public static ReadOnlySpan<byte> Fixed(ReadOnlySpan<byte> bytes, int width) => bytes.Length == width
        ? bytes
        : throw new MalformedFrameException($"A value of {width} bytes has {bytes.Length}.");

    private static Dictionary<Type, object> Build()
    {
        var codecs = new Dictionary<Type, object>();
        AddBytes(codecs);
        AddNumbers(codecs);
        AddTimes(codecs);
        return codecs;
    }

    private static void AddBytes(Dictionary<Type, object> codecs)
    {
        codecs[typeof(string)] = new ScalarCodec<string>(
            (w, v) => w.WriteUtf8(v), b => Encoding.UTF8.GetString(b), CqlType.Text, CqlType.Ascii) { EmptyHasMeaning = true };
        codecs[typeof(byte[])] = new ScalarCodec<byte[]>((w, v) => w.Write(v), b => b.ToArray(), CqlType.Blob) { EmptyHasMeaning = true };
        AddWithNull(codecs, new ScalarCodec<ReadOnlyMemory<byte>>((w, v) => w.Write(v.Span), b => b.ToArray(), CqlType.Blob)
        {
            EmptyHasMeaning = true,
        });
        codecs[typeof(IPAddress)] = new ScalarCodec<IPAddress>(WriteAddress, ReadAddress, CqlType.Inet);
        AddWithNull(codecs, new ScalarCodec<Guid>(
            (w, v) => w.WriteUuid(v), b => new Guid(Fixed(b, 16), bigEndian: true), CqlType.Uuid, CqlType.Timeuuid));
        AddWithNull(codecs, new ScalarCodec<bool>(
            (w, v) => w.WriteByte(v ? (byte)1 : (byte)0), b => Fixed(b, 1)[0] != 0, CqlType.Boolean));
    }

    private static void AddNumbers(Dictionary<Type, object> codecs)
    {
        AddWithNull(codecs, new ScalarCodec<sbyte>((w, v) => w.WriteByte((byte)v), b => (sbyte)Fixed(b, 1)[0], CqlType.Tinyint));
        AddWithNull(codecs, new ScalarCodec<short>(
            (w, v) => w.WriteShort(unchecked((ushort)v)), b => BinaryPrimitives.ReadInt16BigEndian(Fixed(b, 2)), CqlType.Smallint));
        AddWithNull(codecs, new ScalarCodec<int>(
            (w, v) => w.WriteInt(v), b => BinaryPrimitives.ReadInt32BigEndian(Fixed(b, 4)), CqlType.Int));
        AddWithNull(codecs, new ScalarCodec<long>(
            (w, v) => w.WriteLong(v), b => BinaryPrimitives.ReadInt64BigEndian(Fixed(b, 8)), CqlType.Bigint, CqlType.Counter));
        AddWithNull(codecs, new ScalarCodec<float>(
            (w, v) => BinaryPrimitives.WriteSingleBigEndian(w.Reserve(4), v),
            b => BinaryPrimitives.ReadSingleBigEndian(Fixed(b, 4)),
            CqlType.Float));
        AddWithNull(codecs, new ScalarCodec<double>(
            (w, v) => BinaryPrimitives.WriteDoubleBigEndian(w.Reserve(8), v),
            b => BinaryPrimitives.ReadDoubleBigEndian(Fixed(b, 8)),
            CqlType.Double));
        AddWithNull(codecs, new ScalarCodec<BigInteger>(VarintValue.Write, VarintValue.Read, CqlType.Varint));
        AddWithNull(codecs, new ScalarCodec<decimal>(DecimalValue.Write, DecimalValue.Read, CqlType.Decimal));
    }

    private static void AddTimes(Dictionary<Type, object> codecs)
    {
        AddWithNull(codecs, new ScalarCodec<Instant>(TemporalValue.WriteInstant, TemporalValue.ReadInstant, CqlType.Timestamp));
        AddWithNull(codecs, new ScalarCodec<DateTimeOffset>(
            (w, v) => TemporalValue.WriteInstant(w, Instant.FromDateTimeOffset(v)),
            TemporalValue.ReadDateTimeOffset,
            CqlType.Timestamp));
        AddWithNull(codecs, new ScalarCodec<LocalDate>(TemporalValue.WriteDate, TemporalValue.ReadDate, CqlType.Date));
        AddWithNull(codecs, new ScalarCodec<LocalTime>(TemporalValue.WriteTime, TemporalValue.ReadTime, CqlType.Time));
        codecs[typeof(Period)] = new ScalarCodec<Period>(DurationValue.Write, DurationValue.Read, CqlType.Duration);
    }

    private static void AddWithNull<T>(Dictionary<Type, object> codecs, ScalarCodec<T> codec)
        where T : struct
    {
        codecs[typeof(T)] = codec;
        codecs[typeof(T?)] = new NullableCodec<T>(codec);
    }

    private static void WriteAddress(WireWriter writer, IPAddress address) =>
        address.TryWriteBytes(writer.Reserve(address.AddressFamily == AddressFamily.InterNetwork ? 4 : 16), out _);

    private static IPAddress ReadAddress(ReadOnlySpan<byte> bytes) => bytes.Length is 4 or 16
        ? new IPAddress(bytes)
        : throw new MalformedFrameException($"An address has {bytes.Length} bytes.");

    /// <summary>The look-up happens once for each T, not once for each value.</summary>
    private static class For<T>
    {
        public static readonly CqlCodec<T>? Codec = (CqlCodec<T>?)ByType.GetValueOrDefault(typeof(T));
    }
}
