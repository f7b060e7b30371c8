using System.Text.Json.Nodes;
using CsCheck;
using Kalends.Server.Tests.Running;
using Kalends.Testing.InMemory;
using Microsoft.Extensions.Time.Testing;

namespace Kalends.Server.Tests.Events;

/// <summary>
/// Random histories of commands over real HTTP. Whatever was done: a client that follows the feed holds what the server holds, and a range
/// read through the index is the same as one that is expanded live.
/// </summary>
public sealed class HistoryProperties
{
    private static readonly string[] Rules =
    [
        "RRULE:FREQ=DAILY;COUNT=12", "RRULE:FREQ=WEEKLY;BYDAY=MO,TH", "RRULE:FREQ=MONTHLY;BYDAY=-1FR", "RRULE:FREQ=DAILY;INTERVAL=3;UNTIL=20260501T000000Z",
        "RRULE:FREQ=WEEKLY;INTERVAL=2", "RRULE:FREQ=YEARLY;BYMONTH=3,4;BYDAY=SU",
    ];

    private static readonly Gen<Command> Commands = Gen.Select(
        Gen.Int[0, 11], Gen.Int[0, 5], Gen.Int[0, 60], Gen.Int[0, 23], (kind, target, day, hour) => new Command(kind, target, day, hour));

    public static TheoryData<string> Sets => StorageSets.WithoutServers;

    [Theory, MemberData(nameof(Sets))]
    public async Task A_client_that_follows_the_feed_holds_what_the_server_holds(string set)
    {
        await using var server = await Start(set);
        await Commands.Array[5, 30].SampleAsync(async commands =>
        {
            var world = await World.Make(server);
            var copy = new Dictionary<string, string>();
            var token = await Follow(world, copy, null);
            foreach (var command in commands)
            {
                await world.Do(command);
                if (command.Hour % 3 == 0) token = await Follow(world, copy, token);
            }
            await Follow(world, copy, token);
            var whole = new Dictionary<string, string>();
            await Follow(world, whole, null);
            Assert.Equal(whole.OrderBy(Key), copy.OrderBy(Key));
        }, iter: 12, threads: 1);
    }

    [Theory, MemberData(nameof(Sets))]
    public async Task A_range_from_the_index_equals_one_expanded_live(string set)
    {
        await using var server = await Start(set);
        await Commands.Array[5, 25].SampleAsync(async commands =>
        {
            var world = await World.Make(server);
            foreach (var command in commands) await world.Do(command);
            await server.Settle();
            // Both windows hold all that happens from March to May; the second also reaches far beyond what is projected.
            var near = await ReadAll(world, "2026-03-01T00:00:00Z", "2026-06-01T00:00:00Z", 7);
            var far = await ReadAll(world, "2026-03-01T00:00:00Z", "2031-02-01T00:00:00Z", 400);
            Assert.Equal(near, far.Where(item => string.CompareOrdinal(item.Start, "2026-06-01T00:00:00Z") < 0));
        }, iter: 12, threads: 1);
    }

    private static Task<TestServer> Start(string set)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 20, 8, 0, 0, TimeSpan.Zero));
        return TestServer.Start(new TestSetup { Storage = set == StorageSets.Weakest ? new InMemoryStorageSet(clock) : null, Clock = clock });
    }

    private static string Key(KeyValuePair<string, string> pair) => pair.Key;

    private static async Task<string> Follow(World world, Dictionary<string, string> copy, string? since)
    {
        for (var more = since is null ? "" : $"&syncToken={since}"; ;)
        {
            var page = (await world.Ada.Get($"/calendars/{world.Work}/changes?pageSize=3{more}")).Must(200);
            foreach (var item in page.Items())
            {
                if (item.TryGetProperty("deleted", out _)) copy.Remove(item.Of("eventId"));
                else copy[item.Of("eventId")] = item.GetRawText();
            }
            if (page.Json.TryGetProperty("nextSyncToken", out var token)) return token.GetString()!;
            more = $"{(since is null ? "" : $"&syncToken={since}")}&pageToken={page.Text("nextPageToken")}";
        }
    }

    private static async Task<List<(string Start, string Raw)>> ReadAll(World world, string start, string end, int size)
    {
        var items = new List<(string, string)>();
        for (string? more = ""; more is not null;)
        {
            var page = (await world.Ada.ReadRange(world.Work, start, end, $"&showCancelled=true&pageSize={size}{more}")).Must(200);
            items.AddRange(page.Items().Select(item => (item.Of("startUtc"), item.GetRawText())));
            more = page.Json.TryGetProperty("nextPageToken", out var next) ? $"&pageToken={next.GetString()}" : null;
        }
        return items;
    }

    private sealed record Command(int Kind, int Target, int Day, int Hour);

    /// <summary>A calendar, another one beside it, and the events that were made, moved or deleted so far.</summary>
    private sealed class World(TestUser ada, TestUser ben, string work, string home)
    {
        private readonly List<string> events = [];

        public TestUser Ada => ada;

        public string Work => work;

        public static async Task<World> Make(TestServer server)
        {
            var (ada, ben) = (await server.SignUp(), await server.SignUp("Ben"));
            return new World(ada, ben, await ada.NewCalendar(), await ada.NewCalendar());
        }

        /// <summary>A command may be refused, such as one for an instance that is not there; it may not fail.</summary>
        public async Task Do(Command command)
        {
            if (events.Count == 0 || command.Kind < 3)
            {
                events.Add(await ada.Make(command.Hour % 5 == 0 ? home : work, Body(command)));
                return;
            }
            var answer = await Send(command, events[command.Target % events.Count]);
            Assert.InRange((int)answer.Status, 200, 428);
            if ((int)answer.Status == 200 && answer.Json.TryGetProperty("previousEventId", out _)) events.Add(answer.Text("eventId"));
        }

        private Task<Response> Send(Command command, string id)
        {
            var instance = $"originalStart=2026-03-{2 + (command.Day % 28):00}T{command.Hour:00}:00:00";
            return command.Kind switch
            {
                3 => ada.PatchEvent(id, new { title = $"Title {command.Day}", location = $"Room {command.Hour}" }),
                4 => ada.PatchEvent(id, Body(command).ToJsonString()),
                5 => ada.PatchEvent(id, new { title = $"One {command.Day}" }, $"?scope=this&{instance}"),
                6 => ada.PatchEvent(id, Times(command).ToJsonString(), $"?scope=this&{instance}"),
                7 => ada.PatchEvent(id, new { title = $"Later {command.Day}" }, $"?scope=following&{instance}"),
                8 => ada.DeleteEvent(id, command.Hour % 2 == 0 ? $"?scope=this&{instance}" : ""),
                9 => ada.Post($"/events/{id}/move", new { calendarId = command.Hour % 2 == 0 ? home : work }),
                10 => ada.Post($"/events/{id}/restore"),
                _ => ben.Put($"/events/{id}/attendees/me", new { responseStatus = command.Hour % 2 == 0 ? "accepted" : "declined" }),
            };
        }

        private JsonObject Body(Command command)
        {
            var body = command.Day % 4 == 0
                ? EventCalls.AllDay($"Day {command.Day}", Day(command.Day), Day(command.Day + 1 + (command.Hour % 3)))
                : Times(command).With("title", $"Event {command.Day}");
            if (command.Hour % 2 == 0) body["recurrence"] = new JsonArray(Rules[command.Day % Rules.Length]);
            return command.Hour % 3 == 0 ? body.Inviting(ben) : body;
        }

        private static JsonObject Times(Command command) => new()
        {
            ["start"] = new JsonObject { ["dateTime"] = $"{Day(command.Day)}T{command.Hour:00}:00:00" },
            ["end"] = new JsonObject { ["dateTime"] = $"{Day(command.Day + (command.Hour % 2))}T{command.Hour:00}:45:00" },
        };

        private static string Day(int day) => new DateOnly(2026, 3, 1).AddDays(day).ToString("yyyy-MM-dd", null);
    }
}
