using System.Buffers;
using Kalends.Domain.Occurrences;

namespace Kalends.Server.Features.Events;

/// <summary>
/// Writes occurrences as JSON straight into a buffer: the text of the face, with id and times filled in. A range view is the product's
/// hottest path, hence no objects, no strings, no serialiser. Call <see cref="Flush"/> at the end, and before anybody else writes.
/// </summary>
internal ref struct OccurrenceWriter(IBufferWriter<byte> output)
{
    public const int GuidLength = 36;

    private Utf8Time times;
    private Span<byte> buffer;
    private int at;

    public void Write(OccurrenceTemplate template, Occurrence occurrence)
    {
        var text = Take(template.Text.Length);
        template.Text.CopyTo(text);
        var (span, when) = (template.Span, occurrence.Times);
        if (template.IdAt is { } id) occurrence.Id.Value.TryFormat(text[id..], out _);
        Fill(text, span.Start, new Seen(when.StartSeconds, when.StartOffsetSeconds));
        Fill(text, span.End, new Seen(when.EndSeconds, when.EndOffsetSeconds));
        times.WriteLocal(text[span.StartUtcAt..], when.StartSeconds);
        times.WriteLocal(text[span.EndUtcAt..], when.EndSeconds);
        if (template.Original is { } original) Fill(text, original, new Seen(when.OriginalSeconds, when.OriginalOffsetSeconds));
    }

    /// <summary>Writes what stands between two.</summary>
    public void Separate() => Take(1)[0] = (byte)',';

    /// <summary>Writes JSON as it is.</summary>
    public void Add(ReadOnlySpan<byte> json) => json.CopyTo(Take(json.Length));

    /// <summary>Writes an instant, seconds since 1970.</summary>
    public void AddUtc(long seconds)
    {
        times.WriteLocal(Take(Utf8Time.LocalLength), seconds);
        Take(1)[0] = (byte)'Z';
    }

    /// <summary>Hands over what was written.</summary>
    public void Flush()
    {
        if (at == 0) return; // Kestrel takes no advance before a buffer was asked for
        output.Advance(at);
        buffer = default;
        at = 0;
    }

    private Span<byte> Take(int length)
    {
        if (buffer.Length - at < length)
        {
            Flush();
            buffer = output.GetSpan(length);
        }
        at += length;
        return buffer.Slice(at - length, length);
    }

    private void Fill(Span<byte> text, TimeBlank blank, Seen time)
    {
        if (blank.IsDay) times.WriteDate(text[blank.At..], time.Seconds + time.Offset);
        else times.WriteOffsetTime(text[blank.At..], time.Seconds, time.Offset);
    }

    /// <summary>An instant, and the offset it is shown with.</summary>
    private readonly record struct Seen(long Seconds, int Offset);
}
