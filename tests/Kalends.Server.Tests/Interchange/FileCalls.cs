using System.Text;
using System.Text.Json;
using Kalends.Server.Tests.Running;

namespace Kalends.Server.Tests.Interchange;

/// <summary>Short forms of what tests of files do again and again.</summary>
internal static class FileCalls
{
    public static Task<Response> Import(this TestUser user, string calendar, string text, string query = "") =>
        user.Post($"/calendars/{calendar}/import{query}", text, ("Content-Type", "text/calendar"));

    public static async Task<string> Export(this TestUser user, string calendar) =>
        (await user.Get($"/calendars/{calendar}/export.ics")).Must(200).Raw;

    /// <summary>Created, updated, unchanged, refused.</summary>
    public static (int, int, int, int) Counts(this Response report) =>
        (report.Count("created"), report.Count("updated"), report.Count("unchanged"), report.Count("refused"));

    private static int Count(this Response report, string member) => report.Json.GetProperty(member).GetInt32();

    public static async Task<IReadOnlyList<JsonElement>> ImportItems(this TestUser user, Response report, string query = "") =>
        (await user.Get($"/imports/{report.Text("importId")}/items{query}")).Must(200).Items();

    /// <summary>Components, each given by its lines, as a file.</summary>
    public static string Calendar(params string[] components) => $"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{string.Concat(components)}END:VCALENDAR\r\n";

    /// <summary>The components of a file without what is around them.</summary>
    public static string Inside(string file) => file.Split("VERSION:2.0\r\n")[1].Replace("END:VCALENDAR\r\n", "", StringComparison.Ordinal);

    public static string Vevent(string uid, params string[] lines) =>
        $"BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20260101T000000Z\r\n{string.Join("\r\n", lines)}\r\nEND:VEVENT\r\n";

    public static string Single(string uid, string title, string start = "20260504T120000") =>
        Vevent(uid, $"DTSTART;TZID=Europe/Zurich:{start}", "DURATION:PT1H", $"SUMMARY:{title}");

    public static string Weekly(string uid, string title) =>
        Vevent(uid, "DTSTART;TZID=Europe/Zurich:20260504T120000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=4", $"SUMMARY:{title}");

    public static string Instance(string uid, string day, string title) =>
        Vevent(uid, $"RECURRENCE-ID;TZID=Europe/Zurich:{day}T120000", $"DTSTART;TZID=Europe/Zurich:{day}T150000", "DURATION:PT1H", $"SUMMARY:{title}");

    /// <summary>The lines of a text, unfolded, in any order.</summary>
    public static string[] Lines(string text) =>
        text.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Text of some size that no compression of anybody's could make small.</summary>
    public static string Many(int events)
    {
        var text = new StringBuilder();
        for (var i = 0; i < events; i++) text.Append(Single($"many-{i}", $"Event {i}", $"2026{1 + (i % 12):00}{1 + (i % 28):00}T{8 + (i % 10):00}0000"));
        return Calendar(text.ToString());
    }
}
