using Kalends.Domain.Calendars;
using Kalends.Server.Hosting.Json;

namespace Kalends.Server.Features.Calendars;

/// <summary>Reads what a client writes about a calendar.</summary>
internal static class CalendarMembers
{
    public static CalendarDraft Read(Members body)
    {
        body.Ignore("calendarId", "ownerId", "permission", "version", "createdAt");
        return new CalendarDraft
        {
            Name = body.Text("name"),
            Color = body.Text("color"),
            Description = body.Text("description"),
            Visibility = body.Text("visibility"),
            TimeZone = body.Text("timeZone"),
        };
    }
}
