using System.Buffers;

namespace Kalends.ICalendar;

/// <summary>Writes a content line in lines of at most 75 octets (RFC 5545, 3.1), broken between characters.</summary>
internal static class LineFolder
{
    private const int Width = LineCutter.FoldWidth;

    public static void Write(ReadOnlySpan<byte> content, IBufferWriter<byte> output)
    {
        var room = Width;
        while (content.Length > room)
        {
            var piece = room;
            while (IsInsideCharacter(content[piece])) piece--;
            Append(content[..piece], "\r\n "u8, output);
            content = content[piece..];
            room = Width - 1;
        }
        Append(content, "\r\n"u8, output);
    }

    /// <summary>Writes a content line that is folded already, at other places perhaps.</summary>
    public static void FoldAnew(ReadOnlySpan<byte> folded, IBufferWriter<byte> output)
    {
        var joined = folded.Length <= FoldedText.UsualLength ? stackalloc byte[FoldedText.UsualLength] : new byte[folded.Length];
        Write(joined[..FoldedText.Join(folded, joined)], output);
    }

    private static bool IsInsideCharacter(byte octet) => (octet & 0xC0) == 0x80;

    private static void Append(ReadOnlySpan<byte> piece, ReadOnlySpan<byte> ending, IBufferWriter<byte> output)
    {
        var target = output.GetSpan(piece.Length + ending.Length);
        piece.CopyTo(target);
        ending.CopyTo(target[piece.Length..]);
        output.Advance(piece.Length + ending.Length);
    }
}
