using System.Diagnostics;
using System.Text.Json.Nodes;
using Kalends.Client;
using Kalends.Domain.Identity;
using Kalends.Server.Tests.Events;
using Kalends.Server.Tests.Running;

namespace Kalends.Server.Tests.Sync;

/// <summary>Ten devices of two people with one calendar, and a server that dies now and then.</summary>
/// <param name="settings">Of the server: where it keeps its data.</param>
internal sealed class Fleet(IReadOnlyDictionary<string, string> settings) : IAsyncDisposable
{
    private const int Devices = 10;
    private const int MostFailures = 6;
    private const int MadeAtFirst = 5;
    private readonly ServerProcess server = new(new Dictionary<string, string>([.. ServerProcess.Quiet, .. settings]));
    private readonly CountingHandler wire = new();
    private readonly List<(Replica Replica, SyncLoop Loop)> devices = [];
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kalends-replicas-");
    private HttpClient http = null!;
    private TestUser ada = null!;
    private ulong random = 20_261_126;
    private string calendar = "";

    public int Operations { get; private set; }

    public long Bytes => wire.Bytes;

    /// <summary>Operations that were answered in rounds without a kill, and how long these took.</summary>
    public int Answered { get; private set; }

    public TimeSpan Syncing { get; private set; }

    public async Task Begin()
    {
        await server.Start();
        http = new HttpClient(wire) { BaseAddress = server.Address };
        ada = await SignUp("ada@example.org");
        var ben = await SignUp("ben@example.org");
        calendar = await ada.NewCalendar();
        await ada.Share(calendar, ben, "edit");
        for (var device = 0; device < Devices; device++)
        {
            var user = device % 2 == 0 ? ada : ben;
            var replica = new Replica(new UserId(long.Parse(user.UserId)), Guid.CreateVersion7(), TimeProvider.System);
            devices.Add((replica, new SyncLoop(http, user.Token!, new ReplicaFile(Path.Combine(folder.FullName, $"{device}.json")))));
        }
        for (var made = 0; made < MadeAtFirst; made++) devices[0].Replica.Create(calendar, EventCalls.Timed($"Event {made}", "2026-05-04T12:00:00", "2026-05-04T13:00:00", "RRULE:FREQ=WEEKLY;COUNT=20"));
        await SyncAll();
    }

    /// <summary>Everybody edits offline; then some have a connection, and perhaps the server dies while they use it.</summary>
    public async Task Round(bool isKilled)
    {
        foreach (var (replica, _) in devices)
            for (var edits = Next(4); edits > 0; edits--) Edit(replica);
        var (begun, waiting) = (Stopwatch.GetTimestamp(), Waiting);
        var syncing = devices.Where(_ => Next(3) > 0).Select(device => Try(device.Loop, device.Replica)).ToList();
        if (isKilled)
        {
            await Task.Delay(Next(60));
            await server.Kill();
        }
        await Task.WhenAll(syncing);
        if (isKilled)
        {
            await server.Start();
            return;
        }
        Syncing += Stopwatch.GetElapsedTime(begun);
        Answered += waiting - Waiting;
    }

    /// <summary>All get a good connection, and end with the same as the server.</summary>
    public async Task AssertConverged()
    {
        await SyncAll();
        await SyncAll();
        var expected = await ServerEvents();
        foreach (var (replica, _) in devices)
        {
            Assert.Equal(0, replica.Pending);
            Assert.Equal(string.Join("\n\n", expected), string.Join("\n\n", replica.List().Select(Text)));
        }
    }

    /// <summary>
    /// Each operation is one version in the history of its event, whatever was sent again; one that lost a part is two: what its device wanted,
    /// and what holds.
    /// </summary>
    public async Task AssertNothingLost()
    {
        var entries = 0;
        foreach (var @event in devices[0].Replica.List())
        {
            var versions = new List<int>();
            for (string? page = ""; page is not null;)
            {
                var history = (await ada.Get($"/events/{(string)@event["eventId"]!}/history?pageSize=2500{page}")).Must(200);
                versions.AddRange(history.Items().Select(entry => entry.GetProperty("version").GetInt32()));
                page = history.Json.TryGetProperty("nextPageToken", out var next) ? $"&pageToken={Uri.EscapeDataString(next.GetString()!)}" : null;
            }
            Assert.Equal(Enumerable.Range(1, versions.Count).Reverse(), versions);
            entries += versions.Count;
        }
        Assert.Equal(MadeAtFirst + Operations + devices.Sum(device => device.Replica.Notices.Count(HasLostOwn)), entries);
    }

    private int Waiting => devices.Sum(device => device.Replica.Pending);

    private static bool HasLostOwn(JsonObject notice) => notice["lost"]?.AsArray().Any(part => (bool)part!["yours"]!) ?? false;

    private async Task SyncAll()
    {
        foreach (var (replica, loop) in devices) await SyncAtLast(loop, replica);
    }

    /// <summary>As a client does: a server that is too busy for now (503) is asked again later.</summary>
    private async Task SyncAtLast(SyncLoop loop, Replica replica)
    {
        for (var failures = 0; ; failures++)
        {
            try
            {
                await loop.Run(replica, CancellationToken.None);
                return;
            }
            catch (HttpRequestException) when (failures < MostFailures)
            {
                await Task.Delay(SyncLoop.BackOff(failures, Next(1000) / 1000.0));
            }
        }
    }

    private static async Task Try(SyncLoop loop, Replica replica)
    {
        try
        {
            await loop.Run(replica, CancellationToken.None);
        }
        catch (HttpRequestException)
        {
            return; // no connection: the replica sends it again another time
        }
        catch (IOException)
        {
            return; // cut in the middle of an answer
        }
    }

    private void Edit(Replica replica)
    {
        var events = replica.List().ToList();
        if (events.Count == 0) return;
        var id = (string)events[Next(events.Count)]["eventId"]!;
        Operations++;
        switch (Next(5))
        {
            case 0: replica.Edit(id, new JsonObject { ["title"] = $"Title {Next(1_000)}" }); break;
            case 1: replica.Edit(id, new JsonObject { ["location"] = $"Room {Next(1_000)}" }); break;
            case 2: replica.Edit(id, Time(9 + Next(9))); break;
            case 3: replica.Invite(id, $"guest{Next(6)}@example.org", isInvited: Next(3) > 0); break;
            default: replica.Edit(id, new JsonObject { ["description"] = $"{replica.Find(id)!["description"]} w{Next(1_000)}" }); break;
        }
    }

    private static JsonObject Time(int hour) => new()
    {
        ["start"] = new JsonObject { ["dateTime"] = $"2026-05-04T{hour:00}:00:00", ["timeZone"] = "America/New_York" },
        ["end"] = new JsonObject { ["dateTime"] = $"2026-05-04T{hour:00}:30:00", ["timeZone"] = "America/New_York" },
    };

    private async Task<string[]> ServerEvents()
    {
        var texts = new List<string>();
        foreach (var id in devices[0].Replica.List().Select(@event => (string)@event["eventId"]!).Order(StringComparer.Ordinal))
        {
            var stored = JsonNode.Parse((await ada.Get($"/events/{id}")).Must(200).Raw)!.AsObject();
            texts.Add(Text(stored));
        }
        return [.. texts];
    }

    /// <summary>What merges; guests in one order.</summary>
    private static string Text(JsonObject @event) => string.Join('\n',
    [
        .. new[] { "eventId", "title", "location", "description", "status", "version" }.Select(member => $"{@event[member]}"),
        @event["start"]!.ToJsonString(), @event["recurrence"]!.ToJsonString(),
        .. @event["attendees"]!.AsArray().Select(guest => (string)guest!["email"]!).Order(StringComparer.Ordinal),
    ]);

    private async Task<TestUser> SignUp(string email)
    {
        var nobody = new TestUser(http, null);
        var account = (await nobody.Post("/users", new { email, name = "Someone", password = TestUser.Password, timeZone = "America/New_York" })).Must(201);
        var session = (await nobody.Post("/sessions", new { email, password = TestUser.Password })).Must(201);
        return new TestUser(http, session.Text("token")) { UserId = account.Text("userId"), Email = email };
    }

    private int Next(int below)
    {
        random = random * 6_364_136_223_846_793_005 + 1_442_695_040_888_963_407;
        return (int)((random >> 33) % (ulong)below);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await server.DisposeAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>Bytes of bodies of /sync, both ways.</summary>
    private sealed class CountingHandler() : DelegatingHandler(new SocketsHttpHandler { UseProxy = false })
    {
        private long bytes;

        public long Bytes => Interlocked.Read(ref bytes);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            if (request.RequestUri!.AbsolutePath != "/sync") return answer;
            await answer.Content.LoadIntoBufferAsync(cancellationToken);
            Interlocked.Add(ref bytes, (request.Content!.Headers.ContentLength ?? 0) + (answer.Content.Headers.ContentLength ?? 0));
            return answer;
        }
    }
}
