using System.Buffers.Binary;
using System.Text;

namespace Kalends.Storage.Documents;

/// <summary>
/// Writes a document: a format byte, then numbered fields. A field is a varint of <c>number * 2 + (0 integer | 1 bytes)</c>, then a zigzag
/// varint, or a length and that many bytes. Readers skip numbers they do not know, so members can be added; a number is never reused.
/// </summary>
internal sealed class FieldWriter
{
    /// <summary>Raised only when the field encoding itself changes.</summary>
    public const byte Format = 1;

    private const int NestedLengthSize = 4;
    private byte[] buffer = new byte[512];
    private int length;

    public FieldWriter()
    {
        buffer[0] = Format;
        length = 1;
    }

    public byte[] ToArray() => buffer.AsSpan(0, length).ToArray();

    public void Integer(int number, long value)
    {
        Reserve(20);
        Varint((ulong)number << 1);
        Varint(((ulong)value << 1) ^ (ulong)(value >> 63));
    }

    public void Flag(int number, bool value)
    {
        if (value) Integer(number, 1);
    }

    public void Text(int number, string? value)
    {
        if (value is null) return;
        int size = Encoding.UTF8.GetByteCount(value);
        Encoding.UTF8.GetBytes(value, Room(number, size));
    }

    public void Bytes(int number, ReadOnlySpan<byte> value) => value.CopyTo(Room(number, value.Length));

    public void Identifier(int number, Guid value) => value.TryWriteBytes(Room(number, 16), bigEndian: true, out _);

    /// <summary>Opens a nested record; give the result to <see cref="End"/>.</summary>
    public int Begin(int number)
    {
        Reserve(10 + NestedLengthSize);
        Varint(((ulong)number << 1) | 1);
        length += NestedLengthSize;
        return length;
    }

    /// <summary>Closes a nested record: its length goes before it, padded to four bytes because it was not known then.</summary>
    public void End(int begun)
    {
        uint size = (uint)(length - begun);
        if (size >= 1 << 28) throw new InvalidOperationException("A document may not be longer than 256 MiB.");
        uint padded = (size & 0x7F) | ((size & 0x3F80) << 1) | ((size & 0x1FC000) << 2) | ((size & 0xFE00000) << 3) | 0x808080;
        BinaryPrimitives.WriteUInt32LittleEndian(buffer.AsSpan(begun - NestedLengthSize), padded);
    }

    private Span<byte> Room(int number, int size)
    {
        Reserve(20 + size);
        Varint(((ulong)number << 1) | 1);
        Varint((ulong)size);
        length += size;
        return buffer.AsSpan(length - size, size);
    }

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7) buffer[length++] = (byte)(value | 0x80);
        buffer[length++] = (byte)value;
    }

    private void Reserve(int more)
    {
        if (length + more > buffer.Length) Array.Resize(ref buffer, Math.Max(buffer.Length * 2, length + more));
    }
}
