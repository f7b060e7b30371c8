using Kalends.Server.Tests.Events;
using Kalends.Server.Tests.Running;

namespace Kalends.Server.Tests.BadInput;

/// <summary>
/// Ada and Ben with what they have, so that bad requests have something to spoil: <c>{work}</c> is Ada's, <c>{bens}</c> Ben's and unknown
/// to Ada, <c>{seen}</c> Ben's that Ada may view; <c>{ada}</c>, <c>{ben}</c> are ids, <c>{token}</c> a page token of Ada's calendars.
/// </summary>
public sealed class BadInputWorld : IAsyncLifetime
{
    private readonly Dictionary<string, string> names = [];
    private readonly Dictionary<string, TestUser> people = [];

    /// <summary>What must be the same after a refused request as before, for everyone who may read it.</summary>
    private static readonly string[] Probes =
    [
        "/users/me", "/users/me/app-passwords", "/calendars", "/calendars/shared", "/calendars/trash", "/calendars/{work}/shares",
        "/calendars/{work}/events?start=2026-05-01T00:00:00Z&end=2026-06-01T00:00:00Z", "/calendars/{work}/changes", "/calendars/{work}/trash",
        "/events/{event}", "/events/{event}/history", "/events/{series}", "/events/{mine}", "/notifications/preferences", "/notifications/push-subscriptions",
        "/notifications/webhooks",
    ];

    private TestServer server = null!;

    /// <summary>The snapshot of before all bad requests.</summary>
    internal string Untouched { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        server = await TestServer.Start();
        var ada = people["ada"] = await server.SignUp();
        var ben = people["ben"] = await server.SignUp("Ben");
        people["nobody"] = server.Nobody;
        (names["ada"], names["ben"], names["adaEmail"]) = (ada.UserId, ben.UserId, ada.Email);
        names["work"] = (await ada.Post("/calendars", new { name = "Work", timeZone = "Europe/Zurich" })).Must(201).Text("calendarId");
        names["bens"] = (await ben.Post("/calendars", new { name = "Ben's" })).Must(201).Text("calendarId");
        names["seen"] = (await ben.Post("/calendars", new { name = "Seen" })).Must(201).Text("calendarId");
        (await ben.Post($"/calendars/{names["seen"]}/share", new { userId = ada.UserId, permission = "view" })).Must(201);
        (await ada.Post($"/calendars/{names["work"]}/share", new { userId = ben.UserId, permission = "edit" })).Must(201);
        await MakeEvents(ada, ben);
        names["token"] = (await ada.Get("/calendars?pageSize=1")).Must(200).Text("nextPageToken");
        Untouched = await Snapshot();
    }

    /// <summary><c>{event}</c>, <c>{series}</c> (weekly from 4 May 2026, noon) and <c>{deleted}</c> are Ada's, Ada is invited to <c>{mine}</c>, <c>{foreign}</c> is Ben's.</summary>
    private async Task MakeEvents(TestUser ada, TestUser ben)
    {
        names["event"] = await ada.Make(names["work"], EventCalls.Timed("Event", "2026-05-04T12:00:00", "2026-05-04T13:00:00"));
        names["series"] = await ada.Make(names["work"], EventCalls.Timed("Series", "2026-05-04T12:00:00", "2026-05-04T13:00:00", "RRULE:FREQ=WEEKLY"));
        names["mine"] = await ada.Make(
            names["work"], EventCalls.Timed("Mine", "2026-05-04T12:00:00", "2026-05-04T13:00:00", "RRULE:FREQ=WEEKLY").Inviting(ada));
        names["deleted"] = await ada.Make(names["work"], EventCalls.Timed("Deleted", "2026-05-04T12:00:00", "2026-05-04T13:00:00"));
        (await ada.DeleteEvent(names["deleted"])).Must(204);
        names["foreign"] = await ben.Make(names["bens"], EventCalls.Timed("Foreign", "2026-05-04T12:00:00", "2026-05-04T13:00:00"));
    }

    internal Task<Response> Send(BadInputCase bad)
    {
        var (method, path) = (bad.Request.Split(' ', 2)[0], Fill(bad.Request.Split(' ', 2)[1]));
        var body = bad.Body is string text ? Fill(text) : bad.Body;
        return people[bad.As].Send(method, path, body, [.. bad.Headers.Select(header => (header.Name, Fill(header.Value)))]);
    }

    internal async Task<string> Snapshot()
    {
        var seen = new List<string>();
        foreach (var who in people.Values)
        {
            foreach (var probe in Probes) seen.Add((await who.Get(Fill(probe))).Raw);
        }
        return string.Join('\n', seen);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private string Fill(string text) => names.Aggregate(text, (filled, name) => filled.Replace($"{{{name.Key}}}", name.Value, StringComparison.Ordinal));
}
