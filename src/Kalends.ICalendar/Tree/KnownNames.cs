using System.Collections.Frozen;
using System.Text;

namespace Kalends.ICalendar;

/// <summary>One string for each name that is seen again and again, so that naming a property allocates nothing.</summary>
internal static class KnownNames
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Names =
        PropertyRegistry.Names.Concat(
        [
            "VCALENDAR", "VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE", "VALARM", "STANDARD", "DAYLIGHT",
            "VAVAILABILITY", "AVAILABLE", "PARTICIPANT", "VLOCATION", "VRESOURCE", "VPOLL",
            "ALTREP", "CN", "CUTYPE", "DELEGATED-FROM", "DELEGATED-TO", "DIR", "ENCODING", "FMTTYPE", "FBTYPE", "LANGUAGE", "MEMBER",
            "PARTSTAT", "RANGE", "RELATED", "RELTYPE", "ROLE", "RSVP", "SENT-BY", "TZID", "VALUE", "DISPLAY", "EMAIL", "FEATURE",
            "LABEL", "ORDER", "SCHEMA", "DERIVED", "LINKREL", "GAP", "FILENAME", "SIZE", "MANAGED-ID", "SCHEDULE-AGENT",
            "SCHEDULE-STATUS", "SCHEDULE-FORCE-SEND",
        ]).ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The name as a string. The octets are ASCII and no longer than <see cref="ContentLine.MaxNameLength"/>.</summary>
    public static string Intern(ReadOnlySpan<byte> name)
    {
        Span<char> characters = stackalloc char[ContentLine.MaxNameLength];
        if (name.Length > characters.Length) return Encoding.ASCII.GetString(name);
        characters = characters[..Encoding.ASCII.GetChars(name, characters)];
        return Names.TryGetValue(characters, out var known) ? known : new string(characters);
    }
}
