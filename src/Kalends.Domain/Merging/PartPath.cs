using System.Globalization;
using Kalends.Domain.Identity;

namespace Kalends.Domain.Merging;

/// <summary>
/// The names of the parts of an event that merge on their own: <c>title</c>, <c>time</c> (start, end and recurrence are one),
/// <c>attendees/ada@example.org</c>, <c>overrides/604800/title</c>. The number is the instance's place: wall-clock seconds from the
/// series' start, which stays when the series moves.
/// </summary>
public static class PartPath
{
    /// <summary>Start, end and recurrence.</summary>
    public const string Time = "time";

    /// <summary>The only part that can be merged as a text.</summary>
    public const string Description = "description";

    /// <summary>The calendar that the event lies in.</summary>
    public const string Calendar = "calendar";

    private const string Attendees = "attendees/";
    private const string Overrides = "overrides/";
    private const string Answers = "answers/";

    /// <summary>
    /// Whether the part keeps every value that nobody has overwritten: concurrent times are shown to the user, and an attendee stays as
    /// long as one invitation is not taken back. The others keep the last value.
    /// </summary>
    public static bool KeepsAll(string path) => path == Time || path.StartsWith(Attendees, StringComparison.Ordinal);

    internal static string OfAttendee(string key) => Attendees + key;

    internal static string OfOverride(long place, string member) => string.Create(CultureInfo.InvariantCulture, $"{Overrides}{place}/{member}");

    /// <summary>A user's answer, to one instance or to the whole.</summary>
    internal static string OfAnswer(UserId attendee, long? place) =>
        place is { } one ? string.Create(CultureInfo.InvariantCulture, $"{Answers}{attendee}/{one}") : $"{Answers}{attendee}";

    /// <summary>The key of the attendee that the path names, or null.</summary>
    internal static string? AttendeeOf(string path) => path.StartsWith(Attendees, StringComparison.Ordinal) ? path[Attendees.Length..] : null;

    /// <summary>The API member that a change of the part shows in.</summary>
    public static string MemberOf(string path) => path.Contains('/') ? path[..path.IndexOf('/')] : path;

    /// <summary>Place and member of an override's part, or null.</summary>
    internal static (long Place, string Member)? OverrideOf(string path)
    {
        if (!path.StartsWith(Overrides, StringComparison.Ordinal)) return null;
        var slash = path.IndexOf('/', Overrides.Length);
        var place = long.Parse(path.AsSpan(Overrides.Length, slash - Overrides.Length), CultureInfo.InvariantCulture);
        return (place, path[(slash + 1)..]);
    }
}
