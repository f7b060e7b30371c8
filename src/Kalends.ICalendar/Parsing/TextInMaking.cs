namespace Kalends.ICalendar;

/// <summary>The text of components while they are read.</summary>
/// <param name="whole">The text that is read, where it is kept; else none, and every line is added.</param>
internal sealed class TextInMaking(byte[] whole)
{
    private readonly GrowingText added = new();

    /// <summary>Where the lines that come will be found.</summary>
    public ComponentText Target { get; private set; } = new(whole);

    /// <summary>Octets of the component that is read, whether they were added or not.</summary>
    public int Length { get; private set; }

    public ContentLine Add(ReadOnlySpan<byte> content, in LineShape shape)
    {
        Length += content.Length;
        if (!shape.HasSmallLetters && whole.AsSpan().Overlaps(content, out var start)) return ContentLine.Kept(start, content.Length);
        start = added.Length;
        added.Append(content);
        if (shape.HasSmallLetters) LineGrammar.Capitalise(added.Written[start..], in shape);
        return ContentLine.Added(start, content.Length);
    }

    /// <summary>Takes a line of the whole text that stays folded.</summary>
    public ContentLine AddFolded(in CutLine line)
    {
        Length += line.UnfoldedLength;
        whole.AsSpan().Overlaps(line.Text, out var start);
        return ContentLine.KeptFolded(start, line.Text.Length);
    }

    public ReadOnlySpan<byte> Read(ContentLine line)
    {
        if (line.IsAdded) return added.Written.Slice(line.Start, line.Length);
        var text = whole.AsSpan(line.Start, line.Length);
        return line.IsFolded ? FoldedText.Join(text) : text;
    }

    /// <summary>The last line with another behind it.</summary>
    public ContentLine Continue(ContentLine last, ReadOnlySpan<byte> rest)
    {
        var start = last.IsAdded ? last.Start : added.Length;
        if (!last.IsAdded) added.Append(Read(last));
        added.Append("\\n"u8);
        added.Append(rest);
        Length += rest.Length + 2;
        return ContentLine.Added(start, added.Length - start);
    }

    /// <summary>A component is whole. The next has a text of its own where this one has become longer than may be shared.</summary>
    public void EndComponent(int mostShared)
    {
        Length = 0;
        if (mostShared > 0 && added.Length <= mostShared) return;
        Target.Added = added.ToArray();
        Target = new ComponentText(whole);
        added.Clear();
    }

    /// <summary>What there is so far.</summary>
    public ComponentText Copy() => new(whole) { Added = added.ToArray() };
}
