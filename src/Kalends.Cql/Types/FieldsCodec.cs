using Kalends.Cql.Frames;

namespace Kalends.Cql.Types;

/// <summary>Tuples and user-defined types: [bytes] after [bytes] (v4 specification, sections 6.20 and 7).</summary>
internal sealed class FieldsCodec<T>(Func<CqlRow, T> read, Action<CqlValues, T> write) : CqlCodec<T>
{
    internal override CqlType AssumedType =>
        throw new NotSupportedException("A tuple or user-defined type can be bound only where its type is known: prepare the statement.");

    internal override bool Accepts(CqlType type) => type is CqlType.Tuple or CqlType.UserDefined;

    internal override void Write(WireWriter writer, T value, CqlType type) => write(new CqlValues(writer, TypesOf(type)), value);

    internal override T Read(ReadOnlySpan<byte> bytes, CqlType type)
    {
        var columns = ColumnsOf(type);
        return read(new CqlRow(columns, WithEveryField(bytes, columns.Count), start: 0));
    }

    // A value written before the type grew has fewer fields than the type.
    private static byte[] WithEveryField(ReadOnlySpan<byte> bytes, int count)
    {
        var writer = new WireWriter(bytes.Length + sizeof(int));
        var reader = new WireReader(bytes);
        for (var i = 0; i < count; i++)
        {
            if (reader.Remaining > 0 && reader.TryReadBytes(out var field)) writer.WriteBytes(field);
            else writer.WriteInt(-1);
        }
        return writer.Written.ToArray();
    }

    private static IReadOnlyList<CqlType> TypesOf(CqlType type) => type switch
    {
        CqlType.Tuple tuple => tuple.Fields,
        CqlType.UserDefined userDefined => [.. userDefined.Fields.Select(field => field.Value)],
        _ => throw new InvalidCastException($"A CQL {type} has no fields."),
    };

    private static ColumnList ColumnsOf(CqlType type) => type switch
    {
        CqlType.Tuple tuple => new ColumnList([.. tuple.Fields.Select((field, i) => new CqlRow.Column(("", ""), $"{i}", field))]),
        CqlType.UserDefined userDefined => new ColumnList(
            [.. userDefined.Fields.Select(field => new CqlRow.Column((userDefined.Keyspace, userDefined.Name), field.Key, field.Value))]),
        _ => throw new InvalidCastException($"A CQL {type} has no fields."),
    };
}
