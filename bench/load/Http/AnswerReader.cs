using System.Buffers.Text;
using System.Text;

namespace Kalends.Load.Http;

/// <summary>Reads one HTTP/1.1 answer piece by piece, keeping only its status, its size and its last bytes.</summary>
internal sealed class AnswerReader
{
    private readonly byte[] head = new byte[8 * 1024];
    private readonly ChunkReader chunks = new();
    private int headLength;
    private long remaining;
    private Part part;

    private enum Part
    {
        Head,
        Length,
        Chunks,
    }

    public int Status { get; private set; }

    public long BodyBytes { get; private set; }

    public Tail Tail { get; } = new();

    public void Begin()
    {
        part = Part.Head;
        headLength = 0;
        BodyBytes = 0;
        Tail.Clear();
        chunks.Begin();
    }

    /// <summary>Whether the answer is whole with these bytes.</summary>
    public bool Feed(ReadOnlySpan<byte> bytes)
    {
        if (part == Part.Head && !TakeHead(ref bytes))
            return false;
        if (part == Part.Chunks)
            return chunks.Feed(bytes, this);
        remaining -= bytes.Length;
        TakeBody(bytes);
        return remaining <= 0;
    }

    public void TakeBody(ReadOnlySpan<byte> bytes)
    {
        BodyBytes += bytes.Length;
        Tail.Append(bytes);
    }

    /// <summary>Whether the head is whole; then only the body's bytes are left.</summary>
    private bool TakeHead(ref ReadOnlySpan<byte> bytes)
    {
        int before = headLength;
        int taken = Math.Min(bytes.Length, head.Length - headLength);
        bytes[..taken].CopyTo(head.AsSpan(headLength));
        headLength += taken;
        int end = head.AsSpan(0, headLength).IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return headLength < head.Length ? false : throw new IOException("the answer's head is larger than 8 KiB");
        bytes = bytes[(end + 4 - before)..];
        Understand(head.AsSpan(0, end + 2));
        return true;
    }

    private void Understand(ReadOnlySpan<byte> lines)
    {
        if (!Utf8Parser.TryParse(lines["HTTP/1.1 ".Length..], out int status, out _))
            throw new IOException("not an HTTP/1.1 answer: " + Encoding.Latin1.GetString(lines));
        Status = status;
        remaining = 0;
        part = Part.Length;
        foreach (Range range in lines.Split("\r\n"u8))
            Understand(lines[range], "content-length:"u8, "transfer-encoding:"u8);
    }

    private void Understand(ReadOnlySpan<byte> line, ReadOnlySpan<byte> length, ReadOnlySpan<byte> encoding)
    {
        if (line.Length > length.Length && Ascii.EqualsIgnoreCase(line[..length.Length], length))
            _ = Utf8Parser.TryParse(line[length.Length..].TrimStart(" "u8), out remaining, out _);
        else if (line.Length > encoding.Length && Ascii.EqualsIgnoreCase(line[..encoding.Length], encoding))
            part = Part.Chunks;
    }
}
