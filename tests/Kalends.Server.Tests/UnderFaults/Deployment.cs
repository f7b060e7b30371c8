using System.Diagnostics;
using Kalends.Server.Tests.Running;

namespace Kalends.Server.Tests.UnderFaults;

/// <summary>Six processes, two of each role, one of which is five minutes ahead; those that serve are behind a front.</summary>
internal sealed class Deployment : IAsyncDisposable
{
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly IReadOnlyDictionary<string, string> settings;
    private readonly Front front;
    private readonly HttpClient http;
    private int people;

    private Deployment(IReadOnlyDictionary<string, string> settings, Traffic traffic)
    {
        this.settings = settings;
        front = new Front(traffic);
        http = new HttpClient(front) { BaseAddress = new Uri("http://front"), Timeout = TimeSpan.FromSeconds(40) };
        (Apis, Workers, Notifiers) = (Pair("api"), Pair("worker"), Pair("notifier"));
    }

    public Seat[] Apis { get; }

    public Seat[] Workers { get; }

    public Seat[] Notifiers { get; }

    public IEnumerable<Seat> All => [.. Apis, .. Workers, .. Notifiers];

    public static async Task<Deployment> Start(IReadOnlyDictionary<string, string> settings, Traffic traffic)
    {
        var deployment = new Deployment(settings, traffic);
        await deployment.Start(deployment.Apis[0]); // which makes the tables
        await Task.WhenAll(deployment.All.Skip(1).Select(deployment.Start));
        return deployment;
    }

    public static async Task Until(string what, Func<Task<bool>> condition)
    {
        for (var begun = Stopwatch.GetTimestamp(); !await condition(); await Task.Delay(20))
            Assert.True(Stopwatch.GetElapsedTime(begun) < Patience, $"It did not come about that {what}.");
    }

    public static Task Until(string what, Func<bool> condition) => Until(what, () => Task.FromResult(condition()));

    /// <summary>A new account on that shard, which sends by way of the front.</summary>
    public async Task<TestUser> SignUp(string name, int shard)
    {
        while (true)
        {
            var email = $"{name.ToLowerInvariant()}-{++people}@example.org";
            var account = (await Setup(new TestUser(http, null), "/users", new { email, name, password = TestUser.Password, timeZone = "UTC" })).Text("userId");
            if (FaultServers.ShardOf(account) != shard) continue;
            var session = await Setup(new TestUser(http, null), "/sessions", new { email, password = TestUser.Password });
            return new TestUser(http, session.Text("token")) { UserId = account, Email = email, Name = name };
        }
    }

    /// <summary>Before the load begins.</summary>
    public static async Task<Response> Setup(TestUser user, string path, object body) => (await user.Post(path, body, (Front.ShardsHeader, "01"))).Must(201);

    /// <summary>Killed without a word, and started again. The time during which it did not serve.</summary>
    public async Task<Span> KillAndStart(Seat seat)
    {
        var dying = await Span.Of(async () =>
        {
            await seat.Process.Kill();
            front.Remove(seat.Process);
        });
        await Start(seat);
        return dying;
    }

    /// <summary>As an operator does: its successor is up before it is told to end.</summary>
    public async Task Replace(Seat seat)
    {
        var old = seat.Process;
        seat.Process = Make(seat);
        await Start(seat);
        await old.Stop();
        front.Remove(old);
        await old.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await front.End();
        http.Dispose();
        foreach (var seat in All) await seat.Process.DisposeAsync();
    }

    private async Task Start(Seat seat)
    {
        await seat.Process.Start();
        if (seat.Role != "api") return;
        front.Add(seat.Process);
        await Until("it serves", () => front.Serves(seat.Process));
    }

    private Seat[] Pair(string role) => [.. new[] { TimeSpan.Zero, Ahead }.Select(ahead =>
    {
        var seat = new Seat(role, ahead);
        seat.Process = Make(seat);
        return seat;
    })];

    private ServerProcess Make(Seat seat) => new(new Dictionary<string, string>([.. ServerProcess.Quiet, .. settings])
    {
        ["Logging__LogLevel__Default"] = "Warning",
        ["Kalends__Roles"] = seat.Role,
        ["Kalends__Work__Lease"] = "00:00:02",
        ["Kalends__DrainTime"] = "00:00:01.5",
        ["Kalends__Notifications__AllowPrivateAddresses"] = "true",
        ["Kalends__Notifications__HourlyCap"] = "100000",
    }) { Ahead = seat.Ahead };
}

/// <summary>A place for one process after the other.</summary>
internal sealed class Seat(string role, TimeSpan ahead)
{
    public string Role => role;

    public TimeSpan Ahead => ahead;

    public ServerProcess Process { get; set; } = null!;
}
