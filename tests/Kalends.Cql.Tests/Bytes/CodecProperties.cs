using System.Net;
using System.Numerics;
using CsCheck;
using Kalends.Cql.Frames;
using Kalends.Cql.Types;
using NodaTime;

namespace Kalends.Cql.Tests.Bytes;

public sealed class CodecProperties
{
    private static readonly Gen<string> Text = Gen.String.Where(text => !text.Any(char.IsSurrogate));

    [Fact]
    public void Whole_numbers_come_back()
    {
        Identity(Gen.Int, CqlType.Int);
        Identity(Gen.Long, CqlType.Bigint);
        Identity(Gen.Long, CqlType.Counter);
        Identity(Gen.Short, CqlType.Smallint);
        Identity(Gen.SByte, CqlType.Tinyint);
        Identity(Gen.Byte.Array[1, 40].Select(bytes => new BigInteger(bytes)), CqlType.Varint);
    }

    [Fact]
    public void Fractions_come_back()
    {
        Identity(Gen.Float, CqlType.Float);
        Identity(Gen.Double, CqlType.Double);
        Identity(Gen.Decimal, CqlType.Decimal);
        Identity(
            Gen.Select(Gen.Int, Gen.Int, Gen.Int, Gen.Bool, Gen.Byte[0, 28]).Select((a, b, c, minus, scale) => new decimal(a, b, c, minus, scale)),
            CqlType.Decimal);
    }

    [Fact]
    public void Texts_bytes_and_addresses_come_back()
    {
        Identity(Text, CqlType.Text);
        Identity(Gen.Char['\0', '\x7F'].Array.Select(chars => new string(chars)), CqlType.Ascii);
        Identity(Gen.Byte.Array, CqlType.Blob);
        Identity(Gen.Bool, CqlType.Boolean);
        Identity(Gen.Guid, CqlType.Uuid);
        Identity(Gen.Guid, CqlType.Timeuuid);
        Identity(Gen.OneOf(Gen.Byte.Array[4], Gen.Byte.Array[16]).Select(bytes => new IPAddress(bytes)), CqlType.Inet);
    }

    [Fact]
    public void Times_come_back()
    {
        var milliseconds = Gen.Long[Instant.MinValue.ToUnixTimeMilliseconds(), Instant.MaxValue.ToUnixTimeMilliseconds()];
        Identity(milliseconds.Select(Instant.FromUnixTimeMilliseconds), CqlType.Timestamp);
        Identity(
            Gen.Long[DateTimeOffset.MinValue.ToUnixTimeMilliseconds(), DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()]
                .Select(DateTimeOffset.FromUnixTimeMilliseconds),
            CqlType.Timestamp);
        Identity(Gen.Int[-3_000_000, 2_900_000].Select(days => new LocalDate(1970, 1, 1).PlusDays(days)), CqlType.Date);
        Identity(Gen.Long[0, NodaConstants.NanosecondsPerDay - 1].Select(LocalTime.FromNanosecondsSinceMidnight), CqlType.Time);
        Identity(
            Gen.Select(Gen.Int, Gen.Int, Gen.Long)
                .Select((months, days, nanos) => new PeriodBuilder { Months = months, Days = days, Nanoseconds = nanos }.Build()),
            CqlType.Duration);
    }

    [Fact]
    public void Null_is_told_apart_from_every_value() =>
        Identity(Gen.OneOf(Gen.Int.Select(value => (int?)value), Gen.Const((int?)null)), CqlType.Int);

    [Fact]
    public void Lists_sets_and_maps_come_back_at_any_depth()
    {
        var numbers = CqlCodec.ListOf(CqlCodec.Of<int>());
        Identity(Gen.Int.List.Select(list => (IReadOnlyList<int>)list), new CqlType.List(CqlType.Int), numbers);
        Identity(
            Text.HashSet.Select(set => (IReadOnlySet<string>)set), new CqlType.Set(CqlType.Text), CqlCodec.SetOf(CqlCodec.Of<string>()));
        var nested = CqlCodec.MapOf(CqlCodec.Of<string>(), numbers);
        Identity(
            Gen.Dictionary(Text, Gen.Int.List.Select(list => (IReadOnlyList<int>)list))
                .Select(map => (IReadOnlyDictionary<string, IReadOnlyList<int>>)map),
            new CqlType.Map(CqlType.Text, new CqlType.List(CqlType.Int)),
            nested);
    }

    [Fact]
    public void Tuples_come_back_with_their_nulls()
    {
        var codec = CqlCodec.TupleOf(CqlCodec.Of<int?>(), CqlCodec.Of<string>());
        var gen = Gen.Select(Gen.OneOf(Gen.Int.Select(value => (int?)value), Gen.Const((int?)null)), Text).Select((a, b) => (a, (string?)b));
        Identity(gen, new CqlType.Tuple([CqlType.Int, CqlType.Text]), codec);
    }

    [Fact]
    public void A_user_type_that_grew_reads_its_new_fields_as_null()
    {
        var old = new CqlType.UserDefined("k", "u", [new("street", CqlType.Text)]);
        var grown = new CqlType.UserDefined("k", "u", [new("street", CqlType.Text), new("number", CqlType.Int)]);
        var codec = CqlCodec.Fields(
            row => (row.Get<string>("street"), row.Columns.Count > 1 ? row.Get<int?>("number") : -1),
            (values, it) => values.Value(it.Item1!));
        var bytes = Encode(("a", null), old, codec);
        Assert.Equal(("a", (int?)null), Decode(bytes, grown, codec));
        Assert.Equal(("a", -1), Decode(bytes, old, codec));
    }

    [Theory]
    [InlineData(0, "00")]
    [InlineData(1, "01")]
    [InlineData(127, "7F")]
    [InlineData(128, "0080")]
    [InlineData(129, "0081")]
    [InlineData(-1, "FF")]
    [InlineData(-128, "80")]
    [InlineData(-129, "FF7F")]
    public void A_varint_is_as_the_protocol_text_shows_it(int value, string hex) =>
        Assert.Equal(hex, Convert.ToHexString(Encode(new BigInteger(value), CqlType.Varint, CqlCodec.Of<BigInteger>())[4..]));

    [Fact]
    public void Days_are_counted_from_the_middle_of_the_range() =>
        Assert.Equal("80000000", Convert.ToHexString(Encode(new LocalDate(1970, 1, 1), CqlType.Date, CqlCodec.Of<LocalDate>())[4..]));

    [Theory]
    [InlineData(128_000, "C3E800")]
    [InlineData(-1, "01")]
    [InlineData(long.MinValue, "FFFFFFFFFFFFFFFFFF")]
    public void A_vint_holds_its_length_in_its_first_bits(long nanoseconds, string hex) => Assert.Equal(
        "0000" + hex,
        Convert.ToHexString(Encode(Period.FromNanoseconds(nanoseconds), CqlType.Duration, CqlCodec.Of<Period>())[4..]));

    [Fact]
    public void A_value_of_the_wrong_type_is_refused()
    {
        var values = new CqlValues(new WireWriter(0), [CqlType.Int]);
        Assert.Throws<InvalidCastException>(() => values.Value("text"));
        Assert.Throws<InvalidCastException>(() => values.Value(1L));
        values.Value(1);
        Assert.Throws<InvalidOperationException>(() => values.Value(2));
        Assert.Throws<NotSupportedException>(() => CqlCodec.Of<Uri>());
    }

    [Fact]
    public void Bytes_of_any_kind_are_a_value_or_refused_as_none()
    {
        ReadsOrRefuses<string>(CqlType.Text);
        ReadsOrRefuses<int>(CqlType.Int);
        ReadsOrRefuses<long>(CqlType.Bigint);
        ReadsOrRefuses<BigInteger>(CqlType.Varint);
        ReadsOrRefuses<decimal>(CqlType.Decimal);
        ReadsOrRefuses<bool>(CqlType.Boolean);
        ReadsOrRefuses<Guid>(CqlType.Uuid);
        ReadsOrRefuses<IPAddress>(CqlType.Inet);
        ReadsOrRefuses<Instant>(CqlType.Timestamp);
        ReadsOrRefuses<DateTimeOffset>(CqlType.Timestamp);
        ReadsOrRefuses<LocalDate>(CqlType.Date);
        ReadsOrRefuses<LocalTime>(CqlType.Time);
        ReadsOrRefuses<Period>(CqlType.Duration);
        ReadsOrRefuses(new CqlType.List(CqlType.Int), CqlCodec.ListOf(CqlCodec.Of<int>()));
        ReadsOrRefuses(new CqlType.Set(CqlType.Text), CqlCodec.SetOf(CqlCodec.Of<string>()));
        ReadsOrRefuses(new CqlType.Map(CqlType.Int, CqlType.Text), CqlCodec.MapOf(CqlCodec.Of<int>(), CqlCodec.Of<string>()));
    }

    private static void ReadsOrRefuses<T>(CqlType type) => ReadsOrRefuses(type, CqlCodec.Of<T>());

    private static void ReadsOrRefuses<T>(CqlType type, CqlCodec<T> codec) =>
        Gen.OneOf(Gen.Byte.Array[0, 24], Gen.Byte.Array[8], Gen.Byte.Array[4]).Sample(bytes =>
        {
            // [int] length and the bytes are one row of one column.
            byte[] row = [0, 0, 0, (byte)bytes.Length, .. bytes];
            var columns = new ColumnList([new CqlRow.Column(("k", "t"), "c", type)]);
            try
            {
                new CqlRow(columns, row, start: 0).Get(0, codec);
            }
            catch (Exception refused) when (refused is InvalidCastException or OverflowException or CqlException { Error: CqlError.Malformed })
            {
                // NULL, too large, or no value at all.
            }
        });

    private static void Identity<T>(Gen<T> gen, CqlType type) => Identity(gen, type, CqlCodec.Of<T>());

    private static void Identity<T>(Gen<T> gen, CqlType type, CqlCodec<T> codec) =>
        gen.Sample(value => Assert.Equal(value, Decode(Encode(value, type, codec), type, codec)));

    private static byte[] Encode<T>(T value, CqlType type, CqlCodec<T> codec) =>
        Written(new WireWriter(0), writer => codec.WriteValue(writer, value, type));

    private static byte[] Written(WireWriter writer, Action<WireWriter> write)
    {
        write(writer);
        return writer.Written.ToArray();
    }

    private static T? Decode<T>(byte[] bytes, CqlType type, CqlCodec<T> codec)
    {
        var reader = new WireReader(bytes);
        var value = codec.ReadValue(ref reader, type);
        Assert.Equal(0, reader.Remaining);
        return value;
    }
}
