using System.Text.Json.Nodes;
using Kalends.Server.Tests.Events;
using Kalends.Server.Tests.Interchange;
using Kalends.Server.Tests.Running;
using Kalends.Server.Tests.Sync;
using Kalends.Storage.Events;
using Kalends.Testing.InMemory;

namespace Kalends.Server.Tests.Calendars;

/// <summary>A calendar that holds as much as it may, by every way in.</summary>
public sealed class FullCalendarTests
{
    private const int Most = 3;
    private const string Rule = "A calendar holds at most 3 events, those in the trash included.";

    public static TheoryData<string> Sets => StorageSets.WithoutServers;

    [Theory, MemberData(nameof(Sets))]
    public async Task No_event_is_made_and_the_answer_names_the_rule(string set)
    {
        await using var scene = await Scene.Start(set);
        MustBeFull(await scene.Ada.Create(scene.Full, Meeting("One more")));
        Assert.Equal(Most, (await scene.Changes()).Count);
        MustBeFull(await scene.Ada.Post($"/calendars/{scene.Full}/events", Meeting("Keyed").ToJsonString(), ("Idempotency-Key", "again")));
        (await scene.Ada.PatchEvent(scene.Series, new { title = "Still mine" })).Must(200);
    }

    [Theory, MemberData(nameof(Sets))]
    public async Task An_event_does_not_move_in_and_stays_where_it_is(string set)
    {
        await using var scene = await Scene.Start(set);
        var other = await scene.Ada.NewCalendar();
        var id = await scene.Ada.Make(other, Meeting("Elsewhere"));
        MustBeFull(await scene.Ada.Post($"/events/{id}/move", new { calendarId = scene.Full }));
        Assert.Equal(other, (await scene.Ada.Get($"/events/{id}")).Must(200).Text("calendarId"));
        Assert.Equal(["Elsewhere"], (await scene.Ada.Range(other, "2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z")).Titles());
    }

    [Theory, MemberData(nameof(Sets))]
    public async Task A_series_is_not_split_and_stays_whole(string set)
    {
        await using var scene = await Scene.Start(set);
        MustBeFull(await scene.Ada.PatchEvent(scene.Series, new { title = "Later" }, "?scope=following&originalStart=2026-03-16T09:00:00"));
        Assert.Equal("Standup", (await scene.Ada.Get($"/events/{scene.Series}")).Must(200).Text("title"));
        (await scene.Ada.PatchEvent(scene.Series, new { title = "Once" }, "?scope=this&originalStart=2026-03-16T09:00:00")).Must(200);
    }

    [Theory, MemberData(nameof(Sets))]
    public async Task What_is_deleted_keeps_its_room_and_comes_back(string set)
    {
        await using var scene = await Scene.Start(set);
        (await scene.Ada.DeleteEvent(scene.Series)).Must(204);
        MustBeFull(await scene.Ada.Create(scene.Full, Meeting("One more")));
        (await scene.Ada.Post($"/events/{scene.Series}/restore")).Must(200);
    }

    [Theory, MemberData(nameof(Sets))]
    public async Task A_device_is_told_that_its_event_found_no_room(string set)
    {
        await using var scene = await Scene.Start(set);
        var phone = new SyncDevice(scene.Ada);
        await phone.Sync();
        var create = phone.Operation("create", null, new JsonObject { ["calendarId"] = scene.Full, ["event"] = Meeting("Offline") });
        var results = await phone.Sync(create, phone.Edit(scene.Series, new { title = "Edited offline" }));
        Assert.Equal(["refused", "accepted"], results.Select(result => result.Of("status")));
        Assert.Equal(("full", Rule[..^1], true), (results[0].Of("reason"), char.ToUpperInvariant(results[0].Of("detail")[0]) + results[0].Of("detail")[1..], phone.Copy.Count == Most));
    }

    [Theory, MemberData(nameof(Sets))]
    public async Task An_import_takes_what_is_there_already_and_names_each_event_that_finds_no_room(string set)
    {
        await using var scene = await Scene.Start(set);
        var work = await scene.Ada.NewCalendar();
        (await scene.Ada.Import(work, FileCalls.Calendar(FileCalls.Single("a", "One"), FileCalls.Single("b", "Two")))).Must(200);
        var file = FileCalls.Calendar([.. "abcdef".Select(uid => FileCalls.Single($"{uid}", $"New {uid}"))]);
        var report = (await scene.Ada.Import(work, file)).Must(200);
        Assert.Equal((0, 2, 0, 4), report.Counts());
        var refused = (await scene.Ada.ImportItems(report, "?outcome=refused")).Select(item => item.GetProperty("errors").Of("VEVENT")).ToList();
        Assert.Equal(["New a", "New b"], (await scene.Ada.Range(work, "2026-05-01T00:00:00Z", "2026-06-01T00:00:00Z")).Titles().Order(StringComparer.Ordinal));
        Assert.Equal(4, refused.Count);
    }

    private static JsonObject Meeting(string title) => EventCalls.Timed(title, "2026-03-03T09:00:00", "2026-03-03T10:00:00");

    private static void MustBeFull(Response answer)
    {
        answer.MustBeProblem(409);
        Assert.Equal(("urn:kalends:problem:calendar-full", Rule), (answer.Text("type"), answer.Text("detail")));
    }

    /// <summary>Somebody with a full calendar, a series in it.</summary>
    private sealed class Scene : IAsyncDisposable
    {
        private TestServer server = null!;

        public TestUser Ada { get; private set; } = null!;

        public string Full { get; private set; } = "";

        public string Series { get; private set; } = "";

        public static async Task<Scene> Start(string set)
        {
            var room = new CalendarRoom { MostEvents = Most };
            var weakest = set == StorageSets.Weakest ? new InMemoryStorageSet(TimeProvider.System, options: new InMemoryOptions { Room = room }) : null;
            var scene = new Scene
            {
                server = await TestServer.Start(new TestSetup { Storage = weakest, Arguments = ["--Kalends:Limits:CalendarEvents", $"{Most}"] }),
            };
            scene.Ada = await scene.server.SignUp();
            scene.Full = await scene.Ada.NewCalendar();
            scene.Series = await scene.Ada.MakeWeekly(scene.Full);
            for (var i = 1; i < Most; i++) await scene.Ada.Make(scene.Full, Meeting($"Meeting {i}"));
            return scene;
        }

        public async Task<IReadOnlyList<System.Text.Json.JsonElement>> Changes() => (await Ada.Get($"/calendars/{Full}/changes")).Must(200).Items();

        public ValueTask DisposeAsync() => server.DisposeAsync();
    }
}
