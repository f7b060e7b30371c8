using System.Text.RegularExpressions;

namespace Kalends.Domain.Merging;

/// <summary>Merges two edits of one text by words. Which edit is which makes no difference.</summary>
public static partial class TextMerge
{
    /// <summary>The text with both edits; null where they touch the same words.</summary>
    public static string? Run(string original, string one, string other)
    {
        if (one == other || other == original) return one;
        if (one == original) return other;
        var words = Words(original);
        var edits = new List<TextEdit>(TextDiff.Run(words, Words(one)));
        foreach (var edit in TextDiff.Run(words, Words(other)))
        {
            if (edits.Any(edit.IsSameAs)) continue;
            if (edits.Any(edit.Touches)) return null;
            edits.Add(edit);
        }
        return Apply(words, edits.OrderBy(edit => edit.From));
    }

    private static string Apply(string[] words, IEnumerable<TextEdit> edits)
    {
        var text = new System.Text.StringBuilder();
        var at = 0;
        foreach (var edit in edits)
        {
            text.AppendJoin("", words[at..edit.From]).AppendJoin("", edit.Words);
            at = edit.To;
        }
        return text.AppendJoin("", words[at..]).ToString();
    }

    private static string[] Words(string text) => [.. Word().Matches(text).Select(word => word.Value)];

    /// <summary>Spaces and words both count; the classes are spelled out so that every language reads them alike.</summary>
    [GeneratedRegex("[ \t\r]+|\n|[^ \t\r\n]+")]
    private static partial Regex Word();
}
