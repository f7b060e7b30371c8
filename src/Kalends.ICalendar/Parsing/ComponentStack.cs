namespace Kalends.ICalendar;

/// <summary>
/// The open components while a text is read. Where they are handed out, the text of an outermost component's own lines is kept apart from
/// that of the component being read inside it, so that each event ends with exactly its own octets in one array and holds on to nothing
/// else. Where all become one tree, the text at hand serves for all lines that stand in it as they are, and arrays are shared by many:
/// the collector has little to move.
/// </summary>
/// <param name="limits">What may be open.</param>
/// <param name="whole">The text that becomes one tree and is kept; null where components are handed out.</param>
internal sealed class ComponentStack(ParsingLimits limits, byte[]? whole)
{
    private const int SharedText = 32 << 10;

    private readonly List<Frame> frames = [];
    private readonly LineStore lines = new(whole?.Length);
    private readonly TextInMaking outer = new(whole ?? []);
    private readonly TextInMaking inner = new(whole ?? []);
    private Frame? lastFilled;
    private int depth;
    private int opened;

    public int Depth => depth;

    public string InnermostName => frames[depth - 1].Name;

    /// <summary>What was last open at the depth that is opened next; null where nothing was.</summary>
    public string? UsualName => depth < frames.Count ? frames[depth].Name : null;

    public int InnermostLine => frames[depth - 1].Line;

    private Frame Innermost => frames[depth - 1];

    private TextInMaking Text => depth == 1 ? outer : inner;

    public RefusalReason? Open(string name, int line)
    {
        if (depth == limits.MaxDepth) return RefusalReason.TooDeep;
        if (++opened > limits.MaxComponents) return RefusalReason.TooManyComponents;
        if (depth == frames.Count) frames.Add(new Frame());
        frames[depth++].Begin(name, line);
        return null;
    }

    public RefusalReason? Add(ReadOnlySpan<byte> content, in LineShape shape)
    {
        if (Refuses(content.Length) is { } reason) return reason;
        Keep(Text.Add(content, in shape));
        return null;
    }

    /// <summary>Adds a line of the text that becomes one tree as it stands there.</summary>
    public RefusalReason? AddFolded(in CutLine line)
    {
        if (Refuses(line.UnfoldedLength) is { } reason) return reason;
        Keep(Text.AddFolded(in line));
        return null;
    }

    /// <summary>Takes a line that is none for the next line of the text before it; false when there is no such text.</summary>
    public bool TryContinueText(ReadOnlySpan<byte> rest)
    {
        if (depth == 0 || Innermost.LineCount == 0 || (depth > 1 && lastFilled != Innermost)) return false;
        var last = Innermost.LastLine;
        var before = Text.Read(last);
        var name = KnownNames.Intern(LineGrammar.NameOf(before));
        if (PropertyRegistry.DefaultTypeOf(name) is not (ValueType.Text or ValueType.Unknown)) return false;
        if (rest.Length + 2 > limits.MaxComponentLength - Text.Length) return false;
        Innermost.LastLine = Text.Continue(last, rest);
        return true;
    }

    /// <summary>Closes the innermost component; it is not yet inside the one around it.</summary>
    public Component Close()
    {
        var component = Innermost.ToComponent(lines, Text.Target);
        if (depth == 2) inner.EndComponent(whole is null ? 0 : SharedText);
        if (depth == 1)
        {
            inner.EndComponent(0);
            outer.EndComponent(0);
        }
        depth--;
        return component;
    }

    public void Keep(Component closed) => Innermost.Keep(closed);

    /// <summary>The outermost component with what is known of it so far.</summary>
    public Component Head() => frames[0].ToComponent(lines, outer.Copy());

    private RefusalReason? Refuses(int length)
    {
        if (depth == 0) return RefusalReason.PropertyOutsideComponent;
        if (Innermost.LineCount == limits.MaxProperties) return RefusalReason.TooManyProperties;
        return length > limits.MaxComponentLength - Text.Length ? RefusalReason.ComponentTooLong : null;
    }

    private void Keep(ContentLine line)
    {
        var frame = Innermost;
        frame.Add(line);
        if (depth > 1 && lastFilled != frame) lastFilled = frame;
    }

    private sealed class Frame
    {
        private readonly ComponentPile components = new();
        private readonly List<int> positions = [];
        private ContentLine[] contentLines = new ContentLine[16];

        public string Name { get; private set; } = "";

        public int Line { get; private set; }

        public int LineCount { get; private set; }

        public ref ContentLine LastLine => ref contentLines[LineCount - 1];

        public void Begin(string name, int line)
        {
            Name = name;
            Line = line;
            LineCount = 0;
            components.Clear();
            positions.Clear();
        }

        public void Add(ContentLine line)
        {
            if (LineCount == contentLines.Length) Array.Resize(ref contentLines, 2 * LineCount);
            contentLines[LineCount++] = line;
        }

        public void Keep(Component component)
        {
            components.Add(component);
            positions.Add(LineCount);
        }

        public Component ToComponent(LineStore store, ComponentText text)
        {
            var isInOrder = positions.Count == 0 || positions[0] == LineCount;
            return new Component(Name, new ComponentLines(text, store.Keep(contentLines.AsSpan(0, LineCount))), components.ToArray(), isInOrder ? null : [.. positions]);
        }
    }
}
