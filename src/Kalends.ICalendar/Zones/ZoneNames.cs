using NodaTime.TimeZones;

namespace Kalends.ICalendar;

/// <summary>
/// The IANA zone that a TZID names: IANA zones and links; globally unique names that end in one (RFC 5545, 3.8.3.1, such as
/// <c>/mozilla.org/20050126_1/Europe/Berlin</c>); Windows names by CLDR; Outlook's and Exchange's display names; those of Lotus Notes.
/// </summary>
internal sealed class ZoneNames
{
    private readonly Dictionary<string, string> ianaNames;
    private readonly Dictionary<string, string> windowsNames;

    public ZoneNames(TzdbDateTimeZoneSource source)
    {
        ianaNames = source.GetIds().ToDictionary(id => id, StringComparer.OrdinalIgnoreCase);
        windowsNames = new Dictionary<string, string>(source.WindowsMapping.PrimaryMapping, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The IANA id, or null when the name says nothing.</summary>
    public string? Find(string tzId)
    {
        var name = tzId.Trim().Trim('"', '\'').Trim();
        if (name.Length > ContentLine.MaxNameLength) return null;
        return FindIana(name) ?? FindPrefixed(name) ?? FindWindows(name) ?? FindDisplayed(name) ?? FindLotus(name);
    }

    private string? FindIana(string name) =>
        name is "Z" ? "UTC" : ianaNames.GetValueOrDefault(name) ?? ianaNames.GetValueOrDefault(name.Replace(' ', '_'));

    private string? FindPrefixed(string name)
    {
        const string Microsoft = "tzone://Microsoft/"; // Exchange's name for zones that it keeps by their rules
        if (name.StartsWith(Microsoft, StringComparison.OrdinalIgnoreCase)) return FindIana(name[Microsoft.Length..]);
        for (var slash = name.IndexOf('/'); slash >= 0; slash = name.IndexOf('/', slash + 1))
            if (FindIana(name[(slash + 1)..]) is { } id) return id;
        return null;
    }

    private string? FindWindows(string name) => windowsNames.GetValueOrDefault(name)
        ?? windowsNames.GetValueOrDefault(name.Replace(" Daylight Time", " Standard Time", StringComparison.OrdinalIgnoreCase))
        ?? windowsNames.GetValueOrDefault(name.Replace(" Summer Time", " Standard Time", StringComparison.OrdinalIgnoreCase));

    private string? FindDisplayed(string name) => WindowsDisplayNames.Find(name) is { } windows ? FindWindows(windows) : null;

    /// <summary>Notes writes the Windows name without its last words, or its own form, <c>Z=5$DO=1$DL=3 2 1 11 1 1$ZN=Eastern</c>.</summary>
    private string? FindLotus(string name)
    {
        var field = Array.Find(name.Split('$'), f => f.StartsWith("ZN=", StringComparison.OrdinalIgnoreCase));
        return FindWindows((field?[3..] ?? name) + " Standard Time");
    }
}
