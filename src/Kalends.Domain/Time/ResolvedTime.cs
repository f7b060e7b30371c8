using System.Text;
using NodaTime;

namespace Kalends.Domain.Time;

/// <summary>An instant with the offset under which it is shown: <c>2026-03-02T09:00:00-05:00</c>, written without allocating.</summary>
/// <param name="At">Whole seconds, years 0001 to 9999.</param>
/// <param name="Offset">
/// Offsets with seconds (local mean time, before about 1900) are cut to the minute in writing: RFC 3339 has no others. The wall time
/// stays exact.
/// </param>
public readonly record struct ResolvedTime(Instant At, Offset Offset) : IUtf8SpanFormattable
{
    /// <summary>Bytes of the text.</summary>
    public const int Length = 25;

    /// <summary>The time on the wall.</summary>
    public LocalDateTime Local => At.WithOffset(Offset).LocalDateTime;

    /// <summary>Writes the <see cref="Length"/> bytes of the text; format and culture do not matter.</summary>
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        bytesWritten = utf8Destination.Length < Length ? 0 : Length;
        if (bytesWritten == 0) return false;
        TimeText.WriteLocal(Local, utf8Destination);
        TimeText.WriteOffset(Offset, utf8Destination[TimeText.LocalLength..]);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        Span<byte> text = stackalloc byte[Length];
        TryFormat(text, out _, default, null);
        return Encoding.ASCII.GetString(text);
    }
}
