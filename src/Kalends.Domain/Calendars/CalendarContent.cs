using System.Buffers;

namespace Kalends.Domain.Calendars;

/// <summary>What an owner writes about a calendar.</summary>
public sealed record CalendarContent(string Name)
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789ABCDEFabcdef");

    internal const string DefaultColor = "#3F51B5";

    /// <summary><c>#RRGGBB</c>.</summary>
    public string Color { get; init; } = DefaultColor;

    /// <summary>Any text.</summary>
    public string Description { get; init; } = "";

    /// <summary>Whether any signed-in user may view it.</summary>
    public bool IsPublic { get; init; }

    /// <summary>IANA zone id.</summary>
    public required string TimeZone { get; init; }

    /// <summary>The calendar with this content, as its next version.</summary>
    public Calendar ApplyTo(Calendar calendar) => calendar with
    {
        Name = Name,
        Color = Color,
        Description = Description,
        IsPublic = IsPublic,
        TimeZone = TimeZone,
        Version = calendar.Version + 1,
    };

    internal static bool IsColor(string text) => text.Length == 7 && text[0] == '#' && !text.AsSpan(1).ContainsAnyExcept(HexDigits);
}
