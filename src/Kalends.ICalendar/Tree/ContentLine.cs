namespace Kalends.ICalendar;

/// <summary>
/// Where one unfolded content line (RFC 5545, 3.1) lies in its component's text: <c>NAME;PARAMETERS:VALUE</c> without line ending.
/// Sixteen octets; the text itself stays undecoded until it is asked for.
/// </summary>
internal readonly struct ContentLine(int start, int valueStart, int end, int nameLength)
{
    public const int MaxNameLength = 255;

    private readonly ushort nameLength = (ushort)nameLength;

    public int Start { get; } = start;

    public int ValueStart { get; } = valueStart;

    public int End { get; } = end;

    public int NameLength => nameLength;

    public int Length => End - Start;

    public ContentLine MovedTo(int newStart) => new(newStart, newStart + (ValueStart - Start), newStart + Length, NameLength);

    public ContentLine EndingAt(int newEnd) => new(Start, ValueStart, newEnd, NameLength);
}
