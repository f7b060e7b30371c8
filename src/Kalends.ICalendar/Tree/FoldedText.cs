namespace Kalends.ICalendar;

/// <summary>Joins what was folded (RFC 5545, 3.1): each line ending goes, and the one blank behind it.</summary>
internal static class FoldedText
{
    /// <summary>What is no longer than this is joined on the stack.</summary>
    public const int UsualLength = 1024;

    public static byte[] Join(ReadOnlySpan<byte> folded)
    {
        var joined = folded.Length <= UsualLength ? stackalloc byte[UsualLength] : new byte[folded.Length];
        return joined[..Join(folded, joined)].ToArray();
    }

    /// <summary>Joins into a target that is no shorter than the folded text; gives how many octets there are.</summary>
    public static int Join(ReadOnlySpan<byte> folded, Span<byte> target)
    {
        for (var length = 0; ;)
        {
            var end = folded.IndexOfAny((byte)'\r', (byte)'\n');
            var piece = end < 0 ? folded : folded[..end];
            piece.CopyTo(target[length..]);
            length += piece.Length;
            if (end < 0) return length;
            folded = folded[(end + (folded[end] == '\r' && folded[end + 1] == '\n' ? 3 : 2))..];
        }
    }
}
