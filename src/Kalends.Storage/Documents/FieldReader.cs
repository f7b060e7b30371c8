using System.Text;

namespace Kalends.Storage.Documents;

/// <summary>Reads what <see cref="FieldWriter"/> wrote, without copying. Damaged bytes are a <see cref="StorageException"/>.</summary>
internal ref struct FieldReader
{
    private ReadOnlySpan<byte> rest;

    private FieldReader(ReadOnlySpan<byte> fields) => rest = fields;

    /// <summary>Of the current field.</summary>
    public int Number { get; private set; }

    /// <summary>The current field's integer.</summary>
    public long Integer { get; private set; }

    /// <summary>The current field's bytes.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    public readonly string Text => Encoding.UTF8.GetString(Bytes);

    public readonly Guid Identifier => Bytes.Length == 16 ? new Guid(Bytes, bigEndian: true) : throw Damaged();

    public readonly FieldReader Record => new(Bytes);

    public static FieldReader Open(ReadOnlySpan<byte> document) =>
        !document.IsEmpty && document[0] == FieldWriter.Format ? new(document[1..])
        : throw new StorageException("A stored document has a format that this version does not read.");

    public bool Next()
    {
        if (rest.IsEmpty) return false;
        ulong tag = Varint();
        Number = (int)(tag >> 1);
        ulong value = Varint();
        if ((tag & 1) == 0)
        {
            Integer = (long)(value >> 1) ^ -(long)(value & 1);
            Bytes = default;
            return true;
        }
        if (value > (ulong)rest.Length) throw Damaged();
        Bytes = rest[..(int)value];
        rest = rest[(int)value..];
        return true;
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (int at = 0, shift = 0; at < rest.Length && shift < 64; at++, shift += 7)
        {
            value |= (ulong)(rest[at] & 0x7F) << shift;
            if (rest[at] >= 0x80) continue;
            rest = rest[(at + 1)..];
            return value;
        }
        throw Damaged();
    }

    private static StorageException Damaged() => new("A stored document is damaged.");
}
