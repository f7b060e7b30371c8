namespace Kalends.ICalendar;

/// <summary>Keeps components' lines: each in an array of its own, or those of one tree in few arrays together.</summary>
/// <param name="treeLength">Octets of the text that becomes one tree; null where components are handed out.</param>
internal sealed class LineStore(int? treeLength)
{
    // Larger arrays are never moved by the collector, but only freed when it looks at everything.
    private const int LargestArray = 4096;
    private const int UsualLineLength = 32;

    private ContentLine[] shared = [];
    private int used;

    public ArraySegment<ContentLine> Keep(ReadOnlySpan<ContentLine> lines)
    {
        if (treeLength is not { } length) return lines.ToArray();
        if (shared.Length - used < lines.Length)
        {
            shared = GC.AllocateUninitializedArray<ContentLine>(Math.Max(lines.Length, Math.Min(LargestArray, length / UsualLineLength)));
            used = 0;
        }
        var kept = new ArraySegment<ContentLine>(shared, used, lines.Length);
        lines.CopyTo(kept);
        used += lines.Length;
        return kept;
    }
}
