namespace Kalends.Domain.Merging;

/// <summary>Words [From, To) of a text replaced by others.</summary>
internal sealed record TextEdit(int From, int To, string[] Words)
{
    /// <summary>Both put something at one place, or replace a common word.</summary>
    public bool Touches(TextEdit other) => From == other.From || (From < other.To && other.From < To);

    public bool IsSameAs(TextEdit other) => From == other.From && To == other.To && Words.SequenceEqual(other.Words);
}

/// <summary>The edits between two texts, by their longest common subsequence of words.</summary>
internal static class TextDiff
{
    /// <summary>Past this many comparisons the differing middle is one edit, so that a large text costs milliseconds too.</summary>
    private const int MostComparisons = 1_000_000;

    public static List<TextEdit> Run(string[] before, string[] after)
    {
        var head = 0;
        while (head < before.Length && head < after.Length && before[head] == after[head]) head++;
        var tail = 0;
        while (tail < before.Length - head && tail < after.Length - head && before[^(tail + 1)] == after[^(tail + 1)]) tail++;
        var (old, written) = (before[head..^tail], after[head..^tail]);
        if (old.Length == 0 && written.Length == 0) return [];
        return (long)old.Length * written.Length > MostComparisons
            ? [new TextEdit(head, head + old.Length, written)]
            : Walk(old, written, head);
    }

    private static List<TextEdit> Walk(string[] old, string[] written, int offset)
    {
        var common = CommonLengths(old, written);
        var edits = new List<TextEdit>();
        var (i, j) = (0, 0);
        while (i < old.Length || j < written.Length)
        {
            var (from, start) = (i, j);
            while ((i < old.Length || j < written.Length) && !(i < old.Length && j < written.Length && old[i] == written[j]))
            {
                if (j == written.Length || (i < old.Length && common[i + 1, j] >= common[i, j + 1])) i++;
                else j++;
            }
            if (i > from || j > start) edits.Add(new TextEdit(offset + from, offset + i, written[start..j]));
            while (i < old.Length && j < written.Length && old[i] == written[j]) (i, j) = (i + 1, j + 1);
        }
        return edits;
    }

    private static int[,] CommonLengths(string[] a, string[] b)
    {
        var common = new int[a.Length + 1, b.Length + 1];
        for (var i = a.Length - 1; i >= 0; i--)
        {
            for (var j = b.Length - 1; j >= 0; j--)
                common[i, j] = a[i] == b[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        }
        return common;
    }
}
