using System.Buffers;

namespace Kalends.ICalendar;

internal enum CutStatus
{
    Cut,
    NeedsData,
    TooLong,
}

/// <summary>
/// Cuts content lines off the octets at hand, and joins what was folded (RFC 5545, 3.1) where it cannot stay so: before anything looks at
/// characters, since some writers fold in the middle of one. Every octet is looked at a bounded number of times.
/// </summary>
internal sealed class LineCutter(LeniencyLog log, int maxLineLength)
{
    public const int FoldWidth = 75;

    // All that may not stand in a line; the first two end it.
    private static readonly SearchValues<byte> Controls =
        SearchValues.Create([.. Enumerable.Range(0, 32).Where(c => c != '\t').Append(127).Select(c => (byte)c)]);

    private readonly GrowingText unfolded = new();

    // Whole lines no longer than this are what nearly all lines are.
    private readonly int plainLength = Math.Min(FoldWidth, maxLineLength - 2);

    // Found for the line that is cut now.
    private int firstControl;

    /// <summary>The line of the text that has not been cut yet.</summary>
    public int NextLine { get; private set; } = 1;

    /// <summary>The line of the text where the last content line began.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>Octets looked at so far, those looked at again included: what must grow no faster than the text.</summary>
    public long Work { get; private set; }

    /// <summary>
    /// Cuts a content line that is as nearly all are: not folded, not too long, ended by CRLF, with another line behind it. Gives its length
    /// without the CRLF; -1 when it is another, or not known to be one.
    /// </summary>
    public int CutPlain(ReadOnlySpan<byte> data)
    {
        firstControl = FindControl(data, 0);
        if (!IsPlain(data, firstControl)) return -1;
        Line = NextLine++;
        return firstControl;
    }

    /// <summary>Cuts the content line that <see cref="CutPlain"/> did not.</summary>
    public CutStatus Cut(ReadOnlySpan<byte> data, bool isFinal, out CutLine line)
    {
        line = default;
        if (!TryEndPiece(data, firstControl, isFinal, out var first)) return Incomplete(data);
        var isQuoted = IsSoftBreak(data[..first.End]);
        var last = first;
        var (length, pieces) = (first.End, 1);
        var (hasControls, isStrict) = (first.HasControls, first.IsStrict(0));
        while (Continues(data, last, isQuoted))
        {
            var start = last.Next;
            if (!TryFindPiece(data, start, isFinal, out last)) return Incomplete(data);
            length += last.End - start - 1;
            pieces++;
            hasControls |= last.HasControls;
            isStrict &= last.IsStrict(start);
        }
        if (last.Next == data.Length && !isFinal) return Incomplete(data);
        if (last.Next > maxLineLength) return CutStatus.TooLong;

        Line = NextLine;
        if (isStrict) NextLine += pieces;
        else if (pieces == 1) Count(data, 0, first);
        else Count(data[..last.Next]);
        line = new CutLine
        {
            Text = data[..last.End],
            Head = data[..first.End],
            Used = last.Next,
            UnfoldedLength = length,
            HasControls = hasControls,
            IsSoftlyBroken = isQuoted,
        };
        return CutStatus.Cut;
    }

    /// <summary>The line without its folds.</summary>
    public ReadOnlySpan<byte> Unfold(in CutLine line)
    {
        unfolded.Clear();
        unfolded.Append(WithoutSoftBreak(line.Head, line.IsSoftlyBroken));
        for (var start = line.Head.Length; start < line.Text.Length;)
        {
            start += line.Text[start] == '\r' && line.Text[start + 1] == '\n' ? 2 : 1;
            TryFindPiece(line.Text, start, isFinal: true, out var piece);
            var blank = piece.End > start && line.Text[start] is (byte)' ' or (byte)'\t' ? 1 : 0;
            unfolded.Append(WithoutSoftBreak(line.Text[(start + blank)..piece.End], line.IsSoftlyBroken));
            start = piece.End;
        }
        return unfolded.Written;
    }

    private bool IsPlain(ReadOnlySpan<byte> data, int end) =>
        (uint)end <= (uint)plainLength
        && end + 2 < data.Length && data[end] == '\r' && data[end + 1] == '\n' && data[end + 2] is not ((byte)' ' or (byte)'\t')
        && (end == 0 || data[end - 1] != '=');

    private CutStatus Incomplete(ReadOnlySpan<byte> data) => data.Length > maxLineLength ? CutStatus.TooLong : CutStatus.NeedsData;

    private void Count(ReadOnlySpan<byte> lines)
    {
        for (var start = 0; start < lines.Length;)
        {
            TryFindPiece(lines, start, isFinal: true, out var piece);
            Count(lines, start, piece);
            start = piece.Next;
        }
    }

    private void Count(ReadOnlySpan<byte> data, int start, Piece piece)
    {
        var line = NextLine++;
        if (piece.End - start > FoldWidth) log.Add(LeniencyKind.LongLine, line);
        if (piece.Next == piece.End) log.Add(LeniencyKind.MissingFinalLineEnding, line);
        else if (data[piece.End] == '\n') log.Add(LeniencyKind.LineFeedEnding, line);
        else if (piece.Next == piece.End + 1) log.Add(LeniencyKind.CarriageReturnEnding, line);
    }

    private bool TryFindPiece(ReadOnlySpan<byte> data, int start, bool isFinal, out Piece piece) =>
        TryEndPiece(data, FindControl(data, start), isFinal, out piece);

    private bool TryEndPiece(ReadOnlySpan<byte> data, int control, bool isFinal, out Piece piece)
    {
        var at = control;
        for (; at < data.Length && data[at] is not ((byte)'\r' or (byte)'\n'); at = FindControl(data, at + 1)) continue;
        var isOpen = at >= data.Length - 1 && (at == data.Length || data[at] == '\r');
        var next = at == data.Length ? at : data[at] == '\r' && !isOpen && data[at + 1] == '\n' ? at + 2 : at + 1;
        piece = new Piece(at, next, HasControls: at != control);
        return isFinal || !isOpen;
    }

    /// <summary>Where the next control character stands; the end of the data where none does.</summary>
    private int FindControl(ReadOnlySpan<byte> data, int start)
    {
        var found = data[start..].IndexOfAny(Controls);
        Work += found < 0 ? data.Length - start : found + 1;
        return found < 0 ? data.Length : start + found;
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
    private readonly record struct Piece(int End, int Next, bool HasControls)
    {
        /// <summary>True when there is nothing lenient about its length and ending.</summary>
        public bool IsStrict(int start) => End - start <= FoldWidth && Next == End + 2;
    }
}
