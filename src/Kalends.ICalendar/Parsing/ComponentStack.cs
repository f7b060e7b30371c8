namespace Kalends.ICalendar;

/// <summary>
/// The open components while a text is read. The text of an outermost component's own lines is kept apart from that of the component being
/// read inside it, so that where components are handed out, each ends with exactly its own octets in one array and holds on to nothing
/// else. Where all become one tree they share few large arrays, which the collector need not move about one by one.
/// </summary>
/// <param name="limits">What may be open.</param>
/// <param name="wholeLength">Octets of the text that becomes one tree; null where components are handed out.</param>
internal sealed class ComponentStack(ParsingLimits limits, int? wholeLength)
{
    private readonly List<Frame> frames = [];
    private readonly GrowingText outerText = new();
    private readonly GrowingText innerText = new(wholeLength ?? 1024);
    private readonly LineStore lines = new(wholeLength);
    private int innerStart;
    private int depth;
    private int opened;

    public int Depth => depth;

    public string InnermostName => frames[depth - 1].Name;

    /// <summary>What was last open at the depth that is opened next; null where nothing was.</summary>
    public string? UsualName => depth < frames.Count ? frames[depth].Name : null;

    public int InnermostLine => frames[depth - 1].Line;

    private Frame Innermost => frames[depth - 1];

    private GrowingText Text => depth == 1 ? outerText : innerText;

    private int LengthLeft => limits.MaxComponentLength - (depth == 1 ? outerText.Length : innerText.Length - innerStart);

    public RefusalReason? Open(string name, int line)
    {
        if (depth == limits.MaxDepth) return RefusalReason.TooDeep;
        if (++opened > limits.MaxComponents) return RefusalReason.TooManyComponents;
        if (depth == frames.Count) frames.Add(new Frame());
        frames[depth++].Begin(name, line);
        return null;
    }

    public RefusalReason? Add(ReadOnlySpan<byte> content, LineShape shape)
    {
        if (depth == 0) return RefusalReason.PropertyOutsideComponent;
        if (Innermost.Lines.Count == limits.MaxProperties) return RefusalReason.TooManyProperties;
        var text = Text;
        if (content.Length > LengthLeft) return RefusalReason.ComponentTooLong;
        var start = text.Length;
        text.Append(content);
        if (shape.HasSmallLetters) LineGrammar.Capitalise(text.Written[start..], shape);
        Innermost.Lines.Add(new ContentLine(start, start + shape.ValueStart, text.Length, shape.NameLength));
        return null;
    }

    /// <summary>Takes a line that is none for the next line of the text before it; false when there is no such text.</summary>
    public bool TryContinueText(ReadOnlySpan<byte> rest)
    {
        if (depth == 0 || Innermost.Lines is not [.., var last] || last.End != Text.Length) return false;
        var name = KnownNames.Intern(Text.Written.Slice(last.Start, last.NameLength));
        if (PropertyRegistry.DefaultTypeOf(name) is not (ValueType.Text or ValueType.Unknown)) return false;
        if (rest.Length + 2 > LengthLeft) return false;
        Text.Append("\\n"u8);
        Text.Append(rest);
        Innermost.Lines[^1] = last.EndingAt(Text.Length);
        return true;
    }

    /// <summary>Closes the innermost component; it is not yet inside the one around it.</summary>
    public Component Close()
    {
        var component = Innermost.ToComponent(lines);
        if (depth <= 2) component.Seal(TakeText());
        depth--;
        return component;
    }

    public void Keep(Component closed) => Innermost.Keep(closed);

    /// <summary>The outermost component with what is known of it so far.</summary>
    public Component Head()
    {
        var head = frames[0].ToComponent(lines);
        head.Seal(outerText.ToArray());
        return head;
    }

    private byte[] TakeText()
    {
        if (depth == 2 && wholeLength is not null)
        {
            innerStart = innerText.Length;
            return innerText.Octets;
        }
        var taken = Text.ToArray();
        Text.Clear();
        return taken;
    }

    private sealed class Frame
    {
        private readonly List<Component> components = [];
        private readonly List<int> positions = [];

        public string Name { get; private set; } = "";

        public int Line { get; private set; }

        public List<ContentLine> Lines { get; } = [];

        public void Begin(string name, int line)
        {
            Name = name;
            Line = line;
            Lines.Clear();
            components.Clear();
            positions.Clear();
        }

        public void Keep(Component component)
        {
            components.Add(component);
            positions.Add(Lines.Count);
        }

        public Component ToComponent(LineStore store)
        {
            var isInOrder = positions.Count == 0 || positions[0] == Lines.Count;
            return new Component(Name, store.Keep(Lines), [.. components], isInOrder ? null : [.. positions]);
        }
    }
}
