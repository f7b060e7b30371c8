using System.Buffers;

namespace Kalends.ICalendar;

internal enum CutStatus
{
    Cut,
    NeedsData,
    TooLong,
}

/// <summary>
/// Cuts content lines off the octets at hand and joins what was folded (RFC 5545, 3.1), before anything looks at characters:
/// some writers fold in the middle of one. Every octet is looked at a bounded number of times.
/// </summary>
internal sealed class LineCutter(LeniencyLog log, int maxLineLength)
{
    public const int FoldWidth = 75;

    // All that may not stand in a line; the first two end it.
    private static readonly SearchValues<byte> Controls =
        SearchValues.Create([.. Enumerable.Range(0, 32).Where(c => c != '\t').Append(127).Select(c => (byte)c)]);

    private readonly GrowingText unfolded = new();

    /// <summary>The line of the text that has not been cut yet.</summary>
    public int NextLine { get; private set; } = 1;

    /// <summary>The line of the text where the last content line began.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>True when the last content line holds control characters.</summary>
    public bool HasControls { get; private set; }

    /// <summary>Octets looked at so far, those looked at again included: what must grow no faster than the text.</summary>
    public long Work { get; private set; }

    /// <summary>Cuts one content line. It stays valid until the next call or until the data changes.</summary>
    public CutStatus Cut(ReadOnlySpan<byte> data, bool isFinal, out ReadOnlySpan<byte> content, out int used)
    {
        content = default;
        used = 0;
        if (!TryFindPiece(data, 0, isFinal, out var first)) return Incomplete(data);
        var isQuoted = IsSoftBreak(data[..first.End]);
        var last = first;
        while (Continues(data, last, isQuoted))
            if (!TryFindPiece(data, last.Next, isFinal, out last)) return Incomplete(data);
        if (last.Next == data.Length && !isFinal) return Incomplete(data);
        if (last.Next > maxLineLength) return CutStatus.TooLong;

        Line = NextLine;
        HasControls = last.HasControls || first.HasControls;
        used = last.Next;
        content = data[..first.End];
        Count(data, 0, first);
        if (last.Next != first.Next) content = Unfold(data[..last.Next], first, isQuoted);
        return CutStatus.Cut;
    }

    private CutStatus Incomplete(ReadOnlySpan<byte> data) => data.Length > maxLineLength ? CutStatus.TooLong : CutStatus.NeedsData;

    private ReadOnlySpan<byte> Unfold(ReadOnlySpan<byte> folded, Piece first, bool isQuoted)
    {
        unfolded.Clear();
        unfolded.Append(WithoutSoftBreak(folded[..first.End], isQuoted));
        for (var start = first.Next; start < folded.Length;)
        {
            TryFindPiece(folded, start, isFinal: true, out var piece);
            HasControls |= piece.HasControls;
            Count(folded, start, piece);
            var blank = piece.End > start && folded[start] is (byte)' ' or (byte)'\t' ? 1 : 0;
            unfolded.Append(WithoutSoftBreak(folded[(start + blank)..piece.End], isQuoted));
            start = piece.Next;
        }
        return unfolded.Written;
    }

    private void Count(ReadOnlySpan<byte> data, int start, Piece piece)
    {
        var line = NextLine++;
        if (piece.End - start > FoldWidth) log.Add(LeniencyKind.LongLine, line);
        if (piece.Next == piece.End) log.Add(LeniencyKind.MissingFinalLineEnding, line);
        else if (data[piece.End] == '\n') log.Add(LeniencyKind.LineFeedEnding, line);
        else if (piece.Next == piece.End + 1) log.Add(LeniencyKind.CarriageReturnEnding, line);
    }

    private bool TryFindPiece(ReadOnlySpan<byte> data, int start, bool isFinal, out Piece piece)
    {
        var hasControls = false;
        for (var at = start; ; at++)
        {
            var found = data[at..].IndexOfAny(Controls);
            Work += found < 0 ? data.Length - at : found + 1;
            at = found < 0 ? data.Length : at + found;
            if (found >= 0 && data[at] is not ((byte)'\r' or (byte)'\n'))
            {
                hasControls = true;
                continue;
            }
            var isOpen = found < 0 || (data[at] == '\r' && at + 1 == data.Length);
            var next = found < 0 ? at : data[at] == '\r' && at + 1 < data.Length && data[at + 1] == '\n' ? at + 2 : at + 1;
            piece = new Piece(at, next, hasControls);
            return isFinal || !isOpen;
        }
    }

    private static bool Continues(ReadOnlySpan<byte> data, Piece piece, bool isQuoted) =>
        piece.Next < data.Length
        && (data[piece.Next] is (byte)' ' or (byte)'\t' || (isQuoted && piece.End > 0 && data[piece.End - 1] == '='));

    /// <summary>vCalendar 1.0 breaks quoted-printable values by a final <c>=</c> instead of folding.</summary>
    private static bool IsSoftBreak(ReadOnlySpan<byte> first)
    {
        if (first.Length == 0 || first[^1] != '=') return false;
        if (LineGrammar.TryScan(first, out var shape)) return shape.IsQuotedPrintable;
        return LineRepair.Rebuild(first.ToArray(), _ => { }) is { } rebuilt && LineGrammar.TryScan(rebuilt, out shape) && shape.IsQuotedPrintable;
    }

    private static ReadOnlySpan<byte> WithoutSoftBreak(ReadOnlySpan<byte> piece, bool isQuoted) =>
        isQuoted && piece.Length > 0 && piece[^1] == '=' ? piece[..^1] : piece;

    /// <summary>One line of the text: where it ends, and where the next begins.</summary>
    private readonly record struct Piece(int End, int Next, bool HasControls);
}
