using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace Kalends.Cql.Frames;

/// <summary>Reads the notations of the protocol (v4 specification, section 3) and refuses to read past the end.</summary>
internal ref struct WireReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int Position { get; private set; }

    public readonly int Remaining => _bytes.Length - Position;

    public ReadOnlySpan<byte> Take(int count)
    {
        if ((uint)count > (uint)Remaining)
            throw new MalformedFrameException($"{count} bytes are announced at {Position}, {Remaining} are left.");
        var taken = _bytes.Slice(Position, count);
        Position += count;
        return taken;
    }

    public byte ReadByte() => Take(1)[0];

    public int ReadShort() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    public int ReadInt() => BinaryPrimitives.ReadInt32BigEndian(Take(4));

    public long ReadLong() => BinaryPrimitives.ReadInt64BigEndian(Take(8));

    public string ReadString() => Encoding.UTF8.GetString(Take(ReadShort()));

    public string ReadLongString() => Encoding.UTF8.GetString(Take(ReadInt()));

    public Guid ReadUuid() => new(Take(16), bigEndian: true);

    /// <summary>A [bytes]; false means null (a negative length).</summary>
    public bool TryReadBytes(out ReadOnlySpan<byte> value)
    {
        var length = ReadInt();
        value = length < 0 ? default : Take(length);
        return length >= 0;
    }

    public byte[]? ReadBytes() => TryReadBytes(out var value) ? value.ToArray() : null;

    public byte[] ReadShortBytes() => Take(ReadShort()).ToArray();

    public IPAddress ReadAddress() => ReadByte() switch
    {
        4 => new IPAddress(Take(4)),
        16 => new IPAddress(Take(16)),
        var size => throw new MalformedFrameException($"An address has {size} bytes."),
    };

    public IPEndPoint ReadInet()
    {
        var address = ReadAddress();
        var port = ReadInt();
        if (port is < IPEndPoint.MinPort or > IPEndPoint.MaxPort) throw new MalformedFrameException($"{port} is not a port.");
        return new IPEndPoint(address, port);
    }

    public string[] ReadStringList()
    {
        var count = CountOf(ReadShort(), bytesEach: 2);
        var strings = new string[count];
        for (var i = 0; i < count; i++) strings[i] = ReadString();
        return strings;
    }

    public Dictionary<string, string[]> ReadStringMultimap()
    {
        var count = CountOf(ReadShort(), bytesEach: 4);
        var entries = new Dictionary<string, string[]>(count, StringComparer.Ordinal);
        for (var i = 0; i < count; i++) entries[ReadString()] = ReadStringList();
        return entries;
    }

    public void SkipBytesMap()
    {
        for (var left = ReadShort(); left > 0; left--)
        {
            Take(ReadShort());
            TryReadBytes(out _);
        }
    }

    /// <summary>A count that the bytes left could hold: nothing is allocated on a liar's word.</summary>
    public readonly int CountOf(int count, int bytesEach) => count >= 0 && (long)count * bytesEach <= Remaining
        ? count
        : throw new MalformedFrameException($"{count} items are announced in {Remaining} bytes.");
}
