using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace Kalends.Cql.Frames;

/// <summary>A growing buffer that knows the notations of the protocol (v4 specification, section 3).</summary>
internal sealed class WireWriter(int capacity)
{
    private byte[] _bytes = capacity == 0 ? [] : new byte[capacity];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public ReadOnlyMemory<byte> WrittenMemory => _bytes.AsMemory(0, Length);

    /// <summary>Forgets what was written; gives the memory back too where one giant message made it grow.</summary>
    public void Reset(int keepAtMost)
    {
        Length = 0;
        if (_bytes.Length > keepAtMost) _bytes = new byte[keepAtMost];
    }

    public void Truncate(int length) => Length = length;

    /// <summary>Room for that many bytes, counted as written.</summary>
    public Span<byte> Reserve(int count)
    {
        if (_bytes.Length - Length < count)
            Array.Resize(ref _bytes, Math.Max(checked(Length + count), (int)Math.Min(_bytes.Length * 2L, Array.MaxLength)));
        var room = _bytes.AsSpan(Length, count);
        Length += count;
        return room;
    }

    public Span<byte> At(int offset, int count) => _bytes.AsSpan(offset, count);

    public void Write(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Reserve(bytes.Length));

    public void WriteByte(byte value) => Reserve(1)[0] = value;

    public void WriteShort(int value) => BinaryPrimitives.WriteUInt16BigEndian(Reserve(2), checked((ushort)value));

    public void WriteInt(int value) => BinaryPrimitives.WriteInt32BigEndian(Reserve(4), value);

    public void WriteLong(long value) => BinaryPrimitives.WriteInt64BigEndian(Reserve(8), value);

    public void WriteString(string value)
    {
        WriteShort(Encoding.UTF8.GetByteCount(value));
        WriteUtf8(value);
    }

    public void WriteLongString(string value)
    {
        var prefix = StartBytes();
        WriteUtf8(value);
        EndBytes(prefix);
    }

    public void WriteUtf8(string value)
    {
        var room = Reserve(Encoding.UTF8.GetByteCount(value));
        Encoding.UTF8.GetBytes(value, room);
    }

    public void WriteBytes(ReadOnlySpan<byte> value)
    {
        WriteInt(value.Length);
        Write(value);
    }

    public void WriteShortBytes(ReadOnlySpan<byte> value)
    {
        WriteShort(value.Length);
        Write(value);
    }

    public void WriteUuid(Guid value) => value.TryWriteBytes(Reserve(16), bigEndian: true, out _);

    public void WriteStringList(IReadOnlyCollection<string> values)
    {
        WriteShort(values.Count);
        foreach (var value in values) WriteString(value);
    }

    public void WriteStringMap(IReadOnlyCollection<KeyValuePair<string, string>> entries)
    {
        WriteShort(entries.Count);
        foreach (var (key, value) in entries)
        {
            WriteString(key);
            WriteString(value);
        }
    }

    public void WriteInet(IPEndPoint endPoint)
    {
        var room = Reserve(1 + (endPoint.Address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? 4 : 16));
        room[0] = (byte)(room.Length - 1);
        endPoint.Address.TryWriteBytes(room[1..], out _);
        WriteInt(endPoint.Port);
    }

    /// <summary>Starts a [bytes] whose length is not known yet; hand the answer to <see cref="EndBytes"/>.</summary>
    public int StartBytes()
    {
        WriteInt(0);
        return Length;
    }

    public void EndBytes(int start) => BinaryPrimitives.WriteInt32BigEndian(_bytes.AsSpan(start - sizeof(int)), Length - start);
}
