using System.Buffers;
using System.Text;

namespace Kalends.ICalendar;

/// <summary>
/// Writes iCalendar text as RFC 5545 has it: CRLF, lines folded at 75 octets and never inside a character, each BEGIN with its END.
/// A calendar of any length is written by <see cref="Begin"/>, its parts, and <see cref="End"/>.
/// </summary>
public sealed class ICalendarWriter(IBufferWriter<byte> output)
{
    private readonly Stack<string> open = new();

    /// <summary>Writes the BEGIN of a component. The name must be an iana-token; an <see cref="ArgumentException"/> otherwise.</summary>
    public void Begin(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        LineText.RequireName(name);
        var upper = name.ToUpperInvariant();
        open.Push(upper);
        WriteDelimiter("BEGIN:"u8, upper);
    }

    /// <summary>Writes the END of the component begun last; an <see cref="InvalidOperationException"/> when none is open.</summary>
    public void End() => WriteDelimiter("END:"u8, open.Pop());

    /// <summary>Writes one property.</summary>
    public void Write(Property property)
    {
        if (property.IsFolded) LineFolder.FoldAnew(property.Octets, output);
        else LineFolder.Write(property.ContentUtf8, output);
    }

    /// <summary>Writes a component and all inside it.</summary>
    public void Write(Component component)
    {
        ArgumentNullException.ThrowIfNull(component);
        WriteDelimiter("BEGIN:"u8, component.Name);
        var properties = component.Properties;
        var written = 0;
        for (var i = 0; i < component.Components.Count; i++)
        {
            for (; written < component.PositionOf(i); written++) Write(properties[written]);
            Write(component.Components[i]);
        }
        for (; written < properties.Count; written++) Write(properties[written]);
        WriteDelimiter("END:"u8, component.Name);
    }

    private void WriteDelimiter(ReadOnlySpan<byte> delimiter, string name)
    {
        Span<byte> line = stackalloc byte["BEGIN:".Length + ContentLine.MaxNameLength];
        delimiter.CopyTo(line);
        Ascii.FromUtf16(name, line[delimiter.Length..], out var length);
        LineFolder.Write(line[..(delimiter.Length + length)], output);
    }
}
