using System.Collections.Immutable;
using Kalends.Domain.Events;

namespace Kalends.Storage.Documents;

/// <summary>Paths of parts as bytes: a number for the usual ones, an attendee's index, an override's place; else the text.</summary>
internal static class PartCodes
{
    private const string Attendees = "attendees/";
    private const string Overrides = "overrides/";
    private const int OtherCode = 0;
    private const int AttendeeCode = 1;
    private const int FirstOverrideCode = 2;

    private static readonly ImmutableArray<string> Members =
        ["title", "description", "location", "status", "transparency", "visibility", "time", "attendees", "calendar"];

    private static int FirstMemberCode => FirstOverrideCode + Members.Length;

    public static void Write(StampWriter writer, string path, Event @event)
    {
        int index;
        if ((index = Members.IndexOf(path)) >= 0)
        {
            writer.Number(FirstMemberCode + index);
        }
        else if (path.StartsWith(Attendees, StringComparison.Ordinal) && (index = IndexOf(@event, path[Attendees.Length..])) >= 0)
        {
            writer.Number(AttendeeCode);
            writer.Number(index);
        }
        else if (path.StartsWith(Overrides, StringComparison.Ordinal) && path.Split('/') is [_, var place, var member] && Members.Contains(member))
        {
            writer.Number(FirstOverrideCode + Members.IndexOf(member));
            writer.Number(long.Parse(place, System.Globalization.CultureInfo.InvariantCulture));
        }
        else
        {
            writer.Number(OtherCode);
            writer.Text(path);
        }
    }

    public static string Read(ref StampReader reader, Event @event)
    {
        int code = (int)reader.Number();
        if (code == OtherCode) return reader.Text();
        if (code == AttendeeCode) return Attendees + @event.Content.Attendees[(int)reader.Number()].Email.Key;
        if (code >= FirstMemberCode) return Members[code - FirstMemberCode];
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Overrides}{reader.Number()}/{Members[code - FirstOverrideCode]}");
    }

    private static int IndexOf(Event @event, string key)
    {
        for (int i = 0; i < @event.Content.Attendees.Length; i++)
            if (@event.Content.Attendees[i].Email.Key == key) return i;
        return -1;
    }
}
