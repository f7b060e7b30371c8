namespace Kalends.Load.Http;

/// <summary>RFC 9112, 7.1, without trailers: size lines in hexadecimal, each followed by its data and a line break.</summary>
internal sealed class ChunkReader
{
    private Part part;
    private long remaining;
    private bool pastDigits;

    private enum Part
    {
        Size,
        Data,
        DataEnd,
        LastEnd,
    }

    public void Begin() => Expect(Part.Size, 0);

    /// <summary>Hands the data on, and says whether the last chunk has ended.</summary>
    public bool Feed(ReadOnlySpan<byte> bytes, AnswerReader answer)
    {
        while (!bytes.IsEmpty)
        {
            if (part == Part.Size)
            {
                TakeSize(bytes[0]);
                bytes = bytes[1..];
                continue;
            }

            int taken = (int)Math.Min(remaining, bytes.Length);
            if (part == Part.Data)
                answer.TakeBody(bytes[..taken]);
            bytes = bytes[taken..];
            remaining -= taken;
            if (remaining == 0 && part == Part.LastEnd)
                return true;
            if (remaining == 0)
                Expect(part == Part.Data ? Part.DataEnd : Part.Size, part == Part.Data ? 2 : 0);
        }

        return false;
    }

    private void TakeSize(byte character)
    {
        if (character == '\n')
            Expect(remaining == 0 ? Part.LastEnd : Part.Data, remaining == 0 ? 2 : remaining);
        else if (char.IsAsciiHexDigit((char)character) && !pastDigits)
            remaining = (remaining * 16) + Convert.ToInt32(((char)character).ToString(), 16);
        else
            pastDigits = true;
    }

    private void Expect(Part next, long bytes)
    {
        part = next;
        remaining = bytes;
        pastDigits = false;
    }
}
