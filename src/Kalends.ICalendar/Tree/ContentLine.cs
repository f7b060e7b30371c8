namespace Kalends.ICalendar;

/// <summary>
/// Where one unfolded content line (RFC 5545, 3.1) lies in its component's text: <c>NAME;PARAMETERS:VALUE</c> without line ending.
/// Sixteen octets; the text itself stays undecoded until it is asked for.
/// </summary>
/// <param name="start">Its first octet; in <see cref="ComponentText.Added"/> the complement of that.</param>
/// <param name="valueOffset">Octets before its value.</param>
/// <param name="length">All its octets.</param>
/// <param name="nameLength">Octets of its name.</param>
internal readonly struct ContentLine(int start, int valueOffset, int length, int nameLength)
{
    public const int MaxNameLength = 255;

    private readonly ushort nameLength = (ushort)nameLength;

    public int Start { get; } = start;

    public int ValueOffset { get; } = valueOffset;

    public int Length { get; } = length;

    public int NameLength => nameLength;

    public bool IsAdded => Start < 0;

    public ContentLine MovedTo(int newStart) => new(newStart, ValueOffset, Length, NameLength);
}
