namespace Kalends.ICalendar;

/// <summary>
/// Where one content line (RFC 5545, 3.1) lies in its component's text: <c>NAME;PARAMETERS:VALUE</c> without its last line ending.
/// Eight octets, because a calendar has many lines: whatever else there is to know is found in the text when it is asked for.
/// </summary>
internal readonly struct ContentLine
{
    public const int MaxNameLength = 255;

    private readonly int start;
    private readonly int length;

    private ContentLine(int start, int length)
    {
        this.start = start;
        this.length = length;
    }

    public int Start => IsAdded ? ~start : start;

    /// <summary>Octets in the text, those of the folds included.</summary>
    public int Length => IsFolded ? ~length : length;

    /// <summary>True when it lies in <see cref="ComponentText.Added"/>.</summary>
    public bool IsAdded => start < 0;

    /// <summary>True when it is still folded behind the colon before its value; name and parameters never are.</summary>
    public bool IsFolded => length < 0;

    public static ContentLine Kept(int start, int length) => new(start, length);

    public static ContentLine KeptFolded(int start, int length) => new(start, ~length);

    public static ContentLine Added(int start, int length) => new(~start, length);
}
