namespace Kalends.ICalendar;

/// <summary>
/// The octets of some components' lines: those that stand in the text that was read as they are, and those that had to be put together.
/// </summary>
/// <param name="kept">The text that was read, or none where it is not kept.</param>
internal sealed class ComponentText(byte[] kept)
{
    public byte[] Kept { get; } = kept;

    /// <summary>Set when all of them are read.</summary>
    public byte[] Added { get; set; } = [];

    public Property this[ContentLine line] => new(line.IsAdded ? Added : Kept, line);
}
