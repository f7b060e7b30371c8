using System.Globalization;
using System.Text;

namespace Kalends.Domain;

/// <summary>The rules that every text of a client keeps: length in code points, no control characters, no lone surrogates.</summary>
internal sealed class TextCheck(InputErrors errors)
{
    /// <summary>A text without line breaks.</summary>
    internal void Line(string member, string? text, int limit, bool isRequired = false)
    {
        if (isRequired && string.IsNullOrWhiteSpace(text)) errors.Add(member, text is null ? "is required" : "must not be empty");
        Check(member, text, limit, allowsBreaks: false);
    }

    /// <summary>A text that may have tabs and line breaks.</summary>
    internal void Paragraphs(string member, string? text, int limit) => Check(member, text, limit, allowsBreaks: true);

    private void Check(string member, string? text, int limit, bool allowsBreaks)
    {
        if (text is null) return;
        if (HasLoneSurrogate(text)) errors.Add(member, "holds half of a surrogate pair, which is no character");
        if (text.AsSpan().ContainsAnyInRange('\0', '\u001F') && HasForbiddenControl(text, allowsBreaks))
            errors.Add(member, allowsBreaks ? "holds control characters other than tabs and line breaks" : "holds control characters");
        if (IsLonger(text, limit))
            errors.Add(member, string.Create(CultureInfo.InvariantCulture, $"is longer than {limit} code points"));
    }

    private static bool IsLonger(string text, int limit)
    {
        if (text.Length <= limit) return false;
        var pairs = 0;
        foreach (var c in text) pairs += char.IsLowSurrogate(c) ? 1 : 0;
        return text.Length - pairs > limit;
    }

    private static bool HasForbiddenControl(string text, bool allowsBreaks)
    {
        foreach (var c in text)
            if (c < ' ' && !(allowsBreaks && c is '\t' or '\n' or '\r')) return true;
        return false;
    }

    private static bool HasLoneSurrogate(ReadOnlySpan<char> text)
    {
        while (text.IndexOfAnyInRange('\uD800', '\uDFFF') is >= 0 and var at)
        {
            text = text[at..];
            if (Rune.DecodeFromUtf16(text, out _, out var read) != System.Buffers.OperationStatus.Done) return true;
            text = text[read..];
        }
        return false;
    }
}
