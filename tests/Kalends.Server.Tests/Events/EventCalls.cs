using System.Text.Json;
using System.Text.Json.Nodes;
using Kalends.Server.Tests.Running;

namespace Kalends.Server.Tests.Events;

/// <summary>Short forms of what tests of events do again and again.</summary>
internal static class EventCalls
{
    public const string Any = "*";

    public static async Task<string> NewCalendar(this TestUser user, string timeZone = "America/New_York") =>
        (await user.Post("/calendars", new { name = "Work", timeZone })).Must(201).Text("calendarId");

    /// <summary>The body of a timed event in the calendar's zone.</summary>
    public static JsonObject Timed(string title, string start, string end, params string[] recurrence)
    {
        var body = new JsonObject
        {
            ["title"] = title,
            ["start"] = new JsonObject { ["dateTime"] = start },
            ["end"] = new JsonObject { ["dateTime"] = end },
        };
        if (recurrence.Length > 0) body["recurrence"] = new JsonArray([.. recurrence.Select(line => (JsonNode)line)]);
        return body;
    }

    public static JsonObject AllDay(string title, string start, string end) => new()
    {
        ["title"] = title,
        ["start"] = new JsonObject { ["date"] = start },
        ["end"] = new JsonObject { ["date"] = end },
    };

    public static JsonObject With(this JsonObject body, string member, JsonNode? value)
    {
        body[member] = value;
        return body;
    }

    public static JsonObject Inviting(this JsonObject body, params TestUser[] guests) =>
        body.With("attendees", new JsonArray([.. guests.Select(guest => (JsonNode)new JsonObject { ["email"] = guest.Email })]));

    public static Task<Response> Create(this TestUser user, string calendar, JsonObject body) =>
        user.Post($"/calendars/{calendar}/events", body.ToJsonString());

    public static async Task<string> Make(this TestUser user, string calendar, JsonObject body) =>
        (await user.Create(calendar, body)).Must(201).Text("eventId");

    /// <summary>A weekly series at nine in New York, from Monday 2 March 2026, over the clock change of 8 March.</summary>
    public static Task<string> MakeWeekly(this TestUser user, string calendar, string rule = "RRULE:FREQ=WEEKLY;COUNT=6") =>
        user.Make(calendar, Timed("Standup", "2026-03-02T09:00:00", "2026-03-02T09:15:00", rule));

    public static Task<Response> ReadRange(this TestUser user, string calendar, string start, string end, string more = "") =>
        user.Get($"/calendars/{calendar}/events?start={Uri.EscapeDataString(start)}&end={Uri.EscapeDataString(end)}{more}");

    public static async Task<IReadOnlyList<JsonElement>> Range(this TestUser user, string calendar, string start, string end, string more = "") =>
        (await user.ReadRange(calendar, start, end, more)).Must(200).Items();

    public static Task<Response> PatchEvent(this TestUser user, string id, object body, string query = "", string version = Any) =>
        user.Patch($"/events/{id}{query}", body, ("If-Match", version));

    public static Task<Response> PutEvent(this TestUser user, string id, JsonObject body, string query = "", string version = Any) =>
        user.Put($"/events/{id}{query}", body.ToJsonString(), ("If-Match", version));

    public static Task<Response> DeleteEvent(this TestUser user, string id, string query = "", string version = Any) =>
        user.Delete($"/events/{id}{query}", ("If-Match", version));

    public static async Task Share(this TestUser owner, string calendar, TestUser with, string permission) =>
        Assert.InRange((int)(await owner.Post($"/calendars/{calendar}/share", new { email = with.Email, permission })).Status, 200, 201);

    public static string Of(this JsonElement json, params string[] path) =>
        path.Aggregate(json, (inner, member) => inner.GetProperty(member)) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

    public static string[] Members(this JsonElement json) => [.. json.EnumerateObject().Select(member => member.Name)];

    public static string[] Starts(this IEnumerable<JsonElement> items) => [.. items.Select(item => item.Of("startUtc"))];

    public static string[] Titles(this IEnumerable<JsonElement> items) => [.. items.Select(item => item.Of("title"))];
}
