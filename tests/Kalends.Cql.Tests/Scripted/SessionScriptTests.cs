using System.Diagnostics;
using System.Diagnostics.Metrics;
using Kalends.Cql.Connections;
using Kalends.Cql.Frames;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kalends.Cql.Tests.Scripted;

/// <summary>What a session does with answers that a healthy cluster does not give.</summary>
[Collection(nameof(SessionScriptTests))]
public sealed class SessionScriptTests
{
    // QUORUM, 2 required, 1 alive.
    private static readonly byte[] UnavailableTail = [0, 4, 0, 0, 0, 2, 0, 0, 0, 1];

    private static readonly byte[] Prepared =
        [0, 0, 0, 4, 0, 2, 0xBE, 0xEF, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0];

    private static readonly byte[] Void = [0, 0, 0, 1];

    [Fact]
    public async Task Unavailable_goes_to_one_next_host_and_no_further()
    {
        Behaviour unavailable = (peer, asked) => peer.ReplyAsync(
            asked.Header.Stream, Opcode.Error, ScriptedPeer.Error(0x1000, "few", UnavailableTail));
        await using var cluster = new ScriptedCluster(unavailable, unavailable, unavailable);
        await using var session = await cluster.ConnectAsync();
        var failed = await Assert.ThrowsAsync<CqlException>(() => session.ExecuteAsync(new CqlStatement("INSERT x")));
        Assert.Equal(new CqlError.Unavailable("few", Consistency.Quorum, 2, 1), failed.Error);
        Assert.Equal(2, cluster.AskedHosts.Distinct().Count());
        Assert.Equal(2, cluster.AskedHosts.Count);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public async Task A_lost_connection_repeats_only_what_is_idempotent(bool isIdempotent, int attempts)
    {
        var mayLose = 1;
        Behaviour loseOnce = async (peer, asked) =>
        {
            if (Interlocked.Exchange(ref mayLose, 0) == 1) throw new IOException("The script closes the connection.");
            await peer.ReplyAsync(asked.Header.Stream, Opcode.Result, Void);
        };
        await using var cluster = new ScriptedCluster(loseOnce, loseOnce);
        await using var session = await cluster.ConnectAsync();
        var executing = session.ExecuteAsync(new CqlStatement("INSERT x") { IsIdempotent = isIdempotent });
        if (isIdempotent) await executing;
        else Assert.IsType<CqlError.ConnectionLost>((await Assert.ThrowsAsync<CqlException>(() => executing)).Error);
        Assert.Equal(attempts, cluster.AskedHosts.Count);
    }

    [Fact]
    public async Task A_host_that_forgot_a_statement_is_told_it_again()
    {
        var (preparations, executions) = (0, 0);
        Behaviour forgetful = (peer, asked) => asked.Header.Opcode == Opcode.Prepare
            ? peer.ReplyAsync(asked.Header.Stream, Opcode.Result, CountAnd(ref preparations, Prepared))
            : ++executions == 2
                ? peer.ReplyAsync(asked.Header.Stream, Opcode.Error, ScriptedPeer.Error(0x2500, "what?", 0, 2, 0xBE, 0xEF))
                : peer.ReplyAsync(asked.Header.Stream, Opcode.Result, Void);
        await using var cluster = new ScriptedCluster(forgetful);
        await using var session = await cluster.ConnectAsync();
        var prepared = await session.PrepareAsync("INSERT x");
        Assert.Same(prepared, await session.PrepareAsync("INSERT x"));
        for (var i = 0; i < 3; i++) await session.ExecuteAsync(prepared.Bind());
        Assert.Equal((2, 4), (preparations, executions));
    }

    [Fact]
    public async Task A_statement_is_prepared_once_on_each_host_however_many_need_it()
    {
        var preparations = 0;
        Behaviour host = async (peer, asked) =>
        {
            if (asked.Header.Opcode == Opcode.Prepare) await Task.Delay(20, peer.Stop);
            await peer.ReplyAsync(
                asked.Header.Stream, Opcode.Result, asked.Header.Opcode == Opcode.Prepare ? CountAnd(ref preparations, Prepared) : Void);
        };
        await using var cluster = new ScriptedCluster(host, host);
        await using var session = await cluster.ConnectAsync();
        var statements = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => session.PrepareAsync("INSERT x")));
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => session.ExecuteAsync(statements[i % 50].Bind())));
        Assert.Equal(2, preparations);
    }

    [Fact]
    public async Task A_slow_host_is_outrun_by_the_next_one_where_that_is_allowed()
    {
        var mayBeSlow = 1;
        Behaviour slowOnce = async (peer, asked) =>
        {
            if (Interlocked.Exchange(ref mayBeSlow, 0) == 1)
            {
                _ = AnswerLaterAsync(peer, asked);
                return;
            }
            await peer.EchoAsync(asked);
        };
        await using var cluster = new ScriptedCluster(slowOnce, slowOnce);
        await using var session = await cluster.ConnectAsync(cluster.Options with { SpeculativeDelay = TimeSpan.FromMilliseconds(50) });
        var clock = Stopwatch.StartNew();
        await session.ExecuteAsync(new CqlStatement("SELECT x"));
        Assert.InRange(clock.Elapsed, TimeSpan.FromMilliseconds(40), TimeSpan.FromSeconds(4));
        Assert.Equal(2, cluster.AskedHosts.Distinct().Count());
    }

    [Fact]
    public async Task Requests_are_measured_and_traced()
    {
        var outcomes = new List<string?>();
        using var meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument is { Meter.Name: "Kalends.Cql", Name: "kalends.cql.request.duration" }) listener.EnableMeasurementEvents(instrument);
            },
        };
        meters.SetMeasurementEventCallback<double>((_, _, tags, _) => Add(outcomes, tags[0].Value as string));
        meters.Start();
        var activities = new List<Activity>();
        using var tracing = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Kalends.Cql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => Add(activities, activity),
        };
        ActivitySource.AddActivityListener(tracing);

        await using var cluster = new ScriptedCluster((peer, asked) => asked.Text == "SELECT good"
            ? peer.EchoAsync(asked)
            : peer.ReplyAsync(asked.Header.Stream, Opcode.Error, ScriptedPeer.Error(0x2000, "bad")));
        await using var session = await cluster.ConnectAsync();
        await session.ExecuteAsync(new CqlStatement("SELECT good"));
        await Assert.ThrowsAsync<CqlException>(() => session.ExecuteAsync(new CqlStatement("SELECT bad")));

        Assert.Contains("ok", outcomes);
        Assert.Contains("SyntaxError", outcomes);
        Assert.Contains(activities, it => it.GetTagItem("db.query.text") as string == "SELECT good" && it.Status != ActivityStatusCode.Error);
        Assert.Contains(activities, it => it.GetTagItem("db.query.text") as string == "SELECT bad" && it.Status == ActivityStatusCode.Error);
    }

    [Fact]
    public async Task Unset_and_warnings_exist_from_v4_on()
    {
        byte[] body = [];
        await using var cluster = new ScriptedCluster(async (peer, asked) =>
        {
            body = asked.Body;
            var frame = peer.Frame(asked.Header.Stream, Opcode.Result, [0, 1, 0, 1, (byte)'w', .. Void]);
            frame[1] = (byte)FrameFlags.Warning;
            await peer.SendAsync(frame);
        });
        await using var session = await cluster.ConnectAsync();
        Assert.Equal(4, session.ProtocolVersion);
        var result = await session.ExecuteAsync(new CqlStatement("INSERT x").Unset());
        Assert.Equal(["w"], result.Warnings);
        Assert.Contains("FFFFFFFE", Convert.ToHexString(body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contact_point_that_is_down_is_passed_over()
    {
        await using var cluster = new ScriptedCluster((peer, asked) => peer.EchoAsync(asked));
        await using var session = await CqlSession.ConnectAsync(cluster.Options with { ContactPoints = ["127.78.0.99", .. cluster.Options.ContactPoints] });
        await session.ExecuteAsync(new CqlStatement("SELECT x"));
        var nobody = await Assert.ThrowsAsync<CqlException>(() => CqlSession.ConnectAsync(cluster.Options with { ContactPoints = ["127.78.0.99"] }));
        Assert.Single(Assert.IsType<CqlError.NoHostAvailable>(nobody.Error).Attempts);
    }

    [Fact]
    public async Task Options_out_of_range_are_refused_before_anything_is_opened()
    {
        await using var cluster = new ScriptedCluster((peer, asked) => peer.EchoAsync(asked));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => CqlSession.ConnectAsync(cluster.Options with { ProtocolVersion = 2 }));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => CqlSession.ConnectAsync(cluster.Options with { RequestsPerConnection = 40_000 }));
    }

    [Fact]
    public async Task A_request_may_have_all_the_time_in_the_world()
    {
        await using var cluster = new ScriptedCluster((peer, asked) => peer.EchoAsync(asked));
        await using var session = await cluster.ConnectAsync(cluster.Options with { RequestTimeout = Timeout.InfiniteTimeSpan });
        await session.ExecuteAsync(new CqlStatement("SELECT x"));
        await session.ExecuteAsync(new CqlStatement("SELECT x") { Timeout = TimeSpan.FromDays(365) });
    }

    [Fact]
    public async Task A_server_that_speaks_only_v3_says_so_by_a_protocol_error_and_is_met_there()
    {
        await using var server = new ScriptedServer(async peer =>
        {
            var startup = await peer.ReadAsync();
            peer.Version = ProtocolVersion.V3;
            if (startup.Header.Version > ProtocolVersion.V3)
                await peer.ReplyAsync(0, Opcode.Error, ScriptedPeer.Error(0x000A, "Invalid or unsupported protocol version (4)"));
            else
                await peer.ReplyAsync(0, Opcode.Ready);
            await peer.WaitForStopAsync();
        });
        var dialer = new Dialer(new CqlOptions { ContactPoints = [], ProtocolVersion = 5 }, NullLogger.Instance);
        await using var connection = await dialer.OpenAsync(server.EndPoint, _ => { }, CancellationToken.None);
        Assert.Equal(ProtocolVersion.V3, connection.Version);
        Assert.Equal(ProtocolVersion.V3, dialer.Version);
    }

    private static async Task AnswerLaterAsync(ScriptedPeer peer, ScriptedPeer.Asked asked)
    {
        await Task.Delay(5_000, peer.Stop).ContinueWith(_ => { }, TaskScheduler.Default);
        if (!peer.Stop.IsCancellationRequested) await peer.EchoAsync(asked);
    }

    private static byte[] CountAnd(ref int count, byte[] answer)
    {
        Interlocked.Increment(ref count);
        return answer;
    }

    private static void Add<T>(List<T> list, T item)
    {
        lock (list) list.Add(item);
    }
}
