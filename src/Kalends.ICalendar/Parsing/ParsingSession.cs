using System.Text;
using System.Text.Unicode;

namespace Kalends.ICalendar;

internal enum Step
{
    /// <summary>No step yet: the next line is to be read. Not null instead: that costs more than a tenth of all reading.</summary>
    None,
    NeedsData,
    Began,
    ComponentClosed,
    Ended,
    Finished,
    Refused,
}

/// <summary>Reads a text that may come in pieces, one step at a time.</summary>
internal sealed class ParsingSession
{
    private readonly LeniencyLog log = new();
    private readonly ComponentStack stack;
    private readonly LineCutter cutter;
    private readonly bool handsOut;
    private readonly bool isUtf8;
    private bool isPastMark;
    private bool isAtHead;
    private bool sawObject;

    /// <summary>For a text that comes in pieces, of which each component is handed out when it is whole.</summary>
    public ParsingSession(ParsingLimits limits)
    {
        handsOut = true;
        stack = new ComponentStack(limits, whole: null);
        cutter = new LineCutter(log, limits.MaxLineLength);
    }

    /// <summary>For a text that is at hand and becomes one tree.</summary>
    /// <param name="limits">What it may cost.</param>
    /// <param name="whole">The text, which the tree keeps.</param>
    public ParsingSession(ParsingLimits limits, byte[] whole)
    {
        stack = new ComponentStack(limits, whole);
        cutter = new LineCutter(log, limits.MaxLineLength);
        isUtf8 = Utf8.IsValid(whole);
    }

    /// <summary>The component the last step began, closed or ended; null after any other step.</summary>
    public Component? Component { get; private set; }

    /// <summary>The line of the BEGIN of <see cref="Component"/>, or the line that was refused.</summary>
    public int Line { get; private set; } = 1;

    public int NextLine => cutter.NextLine;

    public long Work => cutter.Work;

    public RefusalReason Reason { get; private set; }

    public IReadOnlyList<Leniency> Leniencies => log.ToList();

    /// <summary>Goes on to the next step. What was used of the data must not be offered again; what was not, must.</summary>
    public Step Advance(ReadOnlySpan<byte> data, bool isFinal, out int used)
    {
        used = 0;
        if (!isPastMark && !TryPassMark(data, isFinal, out used)) return Step.NeedsData;
        while (used < data.Length)
        {
            var step = TakeNext(data[used..], isFinal, ref used);
            if (step != Step.None) return step;
        }
        return isFinal ? Finish() : Step.NeedsData;
    }

    private Step TakeNext(ReadOnlySpan<byte> data, bool isFinal, ref int used)
    {
        var length = cutter.CutPlain(data);
        if (length >= 0)
        {
            used += length + 2;
            return Take(data[..length], hasControls: false);
        }
        var status = cutter.Cut(data, isFinal, out var line);
        if (status == CutStatus.TooLong) return Refuse(RefusalReason.LineTooLong, cutter.NextLine);
        if (status == CutStatus.NeedsData) return Step.NeedsData;
        used += line.Used;
        return line.IsFolded ? TakeFolded(in line) : Take(line.Text, line.HasControls);
    }

    public Step Refuse(RefusalReason reason, int line)
    {
        Component = null;
        Reason = reason;
        Line = line;
        return Step.Refused;
    }

    private bool TryPassMark(ReadOnlySpan<byte> data, bool isFinal, out int used)
    {
        used = 0;
        if (data.Length < 3 && !isFinal) return false;
        isPastMark = true;
        if (!data.StartsWith("\uFEFF"u8)) return true;
        used = 3;
        log.Add(LeniencyKind.ByteOrderMark, 1);
        return true;
    }

    private Step Finish()
    {
        if (stack.Depth > 0) return Refuse(RefusalReason.UnclosedComponent, stack.InnermostLine);
        return sawObject ? Step.Finished : Refuse(RefusalReason.Empty, 1);
    }

    /// <summary>A line stays folded until it is asked for, where only its value is and what is kept of it is the text itself.</summary>
    private Step TakeFolded(in CutLine line)
    {
        if (!isUtf8 || line.HasControls || !LineGrammar.TryScan(line.Head, out var shape) || shape.HasSmallLetters || shape.IsQuotedPrintable
            || IsBegin(line.Head[..shape.NameLength]) || IsEnd(line.Head[..shape.NameLength]))
            return Take(cutter.Unfold(in line), line.HasControls);
        if (shape.HasOddName) Note(LeniencyKind.OddName);
        return RefuseIf(stack.AddFolded(in line));
    }

    private Step Take(ReadOnlySpan<byte> content, bool hasControls)
    {
        if (!hasControls && LineGrammar.TryScan(content, out var shape) && (isUtf8 || Utf8.IsValid(content))) return Take(content, in shape);
        if (content.Trim(" \t"u8).IsEmpty)
        {
            Note(LeniencyKind.BlankLine);
            return Step.None;
        }
        var clean = LineRepair.Clean(content, hasControls, Note);
        if (LineGrammar.TryScan(clean, out shape)) return Take(clean, in shape);
        if (LineRepair.Rebuild(clean, Note) is { } rebuilt && LineGrammar.TryScan(rebuilt, out shape)) return Take(rebuilt, in shape);
        if (!stack.TryContinueText(clean)) return Refuse(RefusalReason.NotAContentLine, cutter.Line);
        Note(LeniencyKind.BrokenText);
        return Step.None;
    }

    private Step Take(ReadOnlySpan<byte> content, in LineShape shape)
    {
        var name = content[..shape.NameLength];
        if (IsBegin(name)) return Begin(content, in shape);
        if (IsEnd(name)) return End(content, in shape);
        if (shape.HasSmallLetters) Note(LeniencyKind.MixedCase);
        if (shape.HasOddName) Note(LeniencyKind.OddName);
        if (!shape.IsQuotedPrintable) return RefuseIf(stack.Add(content, in shape));

        Note(LeniencyKind.QuotedPrintable);
        var quoted = new Property(content.ToArray(), ContentLine.Kept(0, content.Length));
        var decoded = QuotedPrintable.Decode(quoted).ContentUtf8;
        LineGrammar.TryScan(decoded, out var decodedShape);
        return RefuseIf(stack.Add(decoded, in decodedShape));
    }

    private Step Begin(ReadOnlySpan<byte> content, in LineShape shape)
    {
        if (ComponentName(content, in shape, stack.UsualName) is not { } name) return Refuse(RefusalReason.InvalidComponentName, cutter.Line);
        Component = isAtHead && handsOut && stack.Depth == 1 ? stack.Head() : null;
        isAtHead = stack.Depth == 0;
        sawObject = true;
        if (stack.Open(name, cutter.Line) is { } reason) return Refuse(reason, cutter.Line);
        return Component is null ? Step.None : Step.Began;
    }

    private Step End(ReadOnlySpan<byte> content, in LineShape shape)
    {
        var open = stack.Depth == 0 ? null : stack.InnermostName;
        if (ComponentName(content, in shape, open) is not { } name) return Refuse(RefusalReason.InvalidComponentName, cutter.Line);
        if (open != name) return Refuse(RefusalReason.MismatchedEnd, cutter.Line);
        Line = stack.InnermostLine;
        Component = stack.Close();
        if (stack.Depth == 0) return Step.Ended;
        if (stack.Depth == 1 && handsOut) return Step.ComponentClosed;
        stack.Keep(Component);
        return Step.None;
    }

    private string? ComponentName(ReadOnlySpan<byte> content, in LineShape shape, string? likely)
    {
        var value = content[shape.ValueStart..];
        if (shape.ValueStart == shape.NameLength + 1 && !shape.HasSmallLetters && Ascii.Equals(value, likely)) return likely;
        var name = value.Trim(" \t"u8);
        if (shape.ValueStart != shape.NameLength + 1 || !LineGrammar.IsName(name)) return null;
        if (name.Length < value.Length) Note(LeniencyKind.StrayBlank);
        Span<byte> upper = stackalloc byte[ContentLine.MaxNameLength];
        Ascii.ToUpper(name, upper, out var length);
        if (shape.HasSmallLetters || !name.SequenceEqual(upper[..length])) Note(LeniencyKind.MixedCase);
        return KnownNames.Intern(upper[..length]);
    }

    private static bool IsBegin(ReadOnlySpan<byte> name) => name.Length == 5 && name[0] is (byte)'B' or (byte)'b' && Ascii.EqualsIgnoreCase(name, "BEGIN"u8);

    private static bool IsEnd(ReadOnlySpan<byte> name) => name.Length == 3 && name[0] is (byte)'E' or (byte)'e' && Ascii.EqualsIgnoreCase(name, "END"u8);

    private Step RefuseIf(RefusalReason? reason) => reason is { } r ? Refuse(r, cutter.Line) : Step.None;

    private void Note(LeniencyKind kind) => log.Add(kind, cutter.Line);
}
