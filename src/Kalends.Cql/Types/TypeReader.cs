using Kalends.Cql.Frames;

namespace Kalends.Cql.Types;

/// <summary>Reads the [option] that describes a type (v4 specification, section 4.2.5.2).</summary>
internal static class TypeReader
{
    // Deeper than any schema, shallow enough for the stack.
    private const int DeepestNesting = 64;

    // How protocols below 5 carry a duration (Cassandra 3.10 and later).
    private const string DurationClass = "org.apache.cassandra.db.marshal.DurationType";

    public static CqlType Read(ref WireReader reader) => Read(ref reader, DeepestNesting);

    private static CqlType Read(ref WireReader reader, int depth)
    {
        if (depth == 0) throw new MalformedFrameException("A type is nested too deeply.");
        var id = reader.ReadShort();
        return id switch
        {
            0x0000 => Custom(reader.ReadString()),
            0x0020 => new CqlType.List(Read(ref reader, depth - 1)),
            0x0021 => new CqlType.Map(Read(ref reader, depth - 1), Read(ref reader, depth - 1)),
            0x0022 => new CqlType.Set(Read(ref reader, depth - 1)),
            0x0030 => ReadUserDefined(ref reader, depth),
            0x0031 => ReadTuple(ref reader, depth),
            _ => Scalar(id),
        };
    }

    private static CqlType Custom(string className) =>
        className == DurationClass ? CqlType.Duration : new CqlType.Custom(className);

    private static CqlType.Tuple ReadTuple(ref WireReader reader, int depth)
    {
        var fields = new CqlType[reader.CountOf(reader.ReadShort(), bytesEach: 2)];
        for (var i = 0; i < fields.Length; i++) fields[i] = Read(ref reader, depth - 1);
        return new CqlType.Tuple(fields);
    }

    private static CqlType.UserDefined ReadUserDefined(ref WireReader reader, int depth)
    {
        var keyspace = reader.ReadString();
        var name = reader.ReadString();
        var fields = new KeyValuePair<string, CqlType>[reader.CountOf(reader.ReadShort(), bytesEach: 4)];
        for (var i = 0; i < fields.Length; i++) fields[i] = new(reader.ReadString(), Read(ref reader, depth - 1));
        return new CqlType.UserDefined(keyspace, name, fields);
    }

    private static CqlType.Scalar Scalar(int id) => id switch
    {
        0x0001 => CqlType.Ascii,
        0x0002 => CqlType.Bigint,
        0x0003 => CqlType.Blob,
        0x0004 => CqlType.Boolean,
        0x0005 => CqlType.Counter,
        0x0006 => CqlType.Decimal,
        0x0007 => CqlType.Double,
        0x0008 => CqlType.Float,
        0x0009 => CqlType.Int,
        0x000A or 0x000D => CqlType.Text, // 0x000A is what versions 1 and 2 called text
        0x000B => CqlType.Timestamp,
        0x000C => CqlType.Uuid,
        0x000E => CqlType.Varint,
        0x000F => CqlType.Timeuuid,
        0x0010 => CqlType.Inet,
        0x0011 => CqlType.Date,
        0x0012 => CqlType.Time,
        0x0013 => CqlType.Smallint,
        0x0014 => CqlType.Tinyint,
        0x0015 => CqlType.Duration,
        _ => throw new MalformedFrameException($"0x{id:X4} is not a type."),
    };
}
