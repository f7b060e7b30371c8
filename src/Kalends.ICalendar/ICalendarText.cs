using System.Buffers;
using System.Text;

namespace Kalends.ICalendar;

/// <summary>
/// iCalendar text (RFC 5545) that is at hand as a whole: read leniently into a tree that loses nothing, written strictly.
/// For texts too long to hold, see <see cref="ICalendarReader"/> and <see cref="ICalendarWriter"/>.
/// </summary>
public static class ICalendarText
{
    /// <summary>Reads UTF-8 text within <see cref="ParsingLimits.Default"/>. No input makes it throw.</summary>
    public static ParseResult Parse(ReadOnlySpan<byte> utf8) => Parse(utf8, ParsingLimits.Default);

    /// <summary>Reads UTF-8 text. No input makes it throw.</summary>
    public static ParseResult Parse(ReadOnlySpan<byte> utf8, ParsingLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        if (utf8.Length > limits.MaxSize) return new ParseResult.Refused(1, RefusalReason.TooLarge);
        var owned = GC.AllocateUninitializedArray<byte>(utf8.Length);
        utf8.CopyTo(owned);
        return ParseOwned(owned, limits);
    }

    /// <summary>
    /// Reads UTF-8 text within <see cref="ParsingLimits.Default"/> without copying it: the components keep the array and read from it, so it
    /// must not change any more. No input makes it throw.
    /// </summary>
    public static ParseResult ParseOwned(byte[] utf8) => ParseOwned(utf8, ParsingLimits.Default);

    /// <summary>
    /// Reads UTF-8 text without copying it: the components keep the array and read from it, so it must not change any more. No input makes
    /// it throw.
    /// </summary>
    public static ParseResult ParseOwned(byte[] utf8, ParsingLimits limits)
    {
        ArgumentNullException.ThrowIfNull(utf8);
        ArgumentNullException.ThrowIfNull(limits);
        if (utf8.Length > limits.MaxSize) return new ParseResult.Refused(1, RefusalReason.TooLarge);
        var session = new ParsingSession(limits, utf8);
        List<Component> objects = new(1);
        for (var start = 0; ;)
        {
            var step = session.Advance(utf8.AsSpan(start), isFinal: true, out var used);
            start += used;
            if (step == Step.Refused) return new ParseResult.Refused(session.Line, session.Reason);
            if (step == Step.Finished) return new ParseResult.Parsed(objects, session.Leniencies);
            objects.Add(session.Component!);
        }
    }

    /// <summary>Reads text within <see cref="ParsingLimits.Default"/>. No input makes it throw.</summary>
    public static ParseResult Parse(string text) => ParseOwned(Encoding.UTF8.GetBytes(text));

    /// <summary>Writes a component and all inside it: CRLF, folded at 75 octets.</summary>
    public static void Write(Component component, IBufferWriter<byte> output) => new ICalendarWriter(output).Write(component);

    /// <summary>A component and all inside it, as it is written.</summary>
    public static string WriteToString(Component component)
    {
        var output = new ArrayBufferWriter<byte>();
        Write(component, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
