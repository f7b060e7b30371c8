using Kalends.Cql.Frames;

namespace Kalends.Cql.Tests.Scripted;

/// <summary>Servers that do what they must not. Every caller is told, and the connection is not used again.</summary>
public sealed class BrokenServerTests
{
    public static TheoryData<string, byte[]> Nonsense => new()
    {
        { "an unknown opcode", [0x84, 0, 0, 0, 0x42, 0, 0, 0, 0] },
        { "a request", [0x04, 0, 0, 0, 0x07, 0, 0, 0, 0] },
        { "a giant length", [0x84, 0, 0, 0, 0x08, 0x7F, 0xFF, 0xFF, 0xFF] },
        { "a negative length", [0x84, 0, 0, 0, 0x08, 0xFF, 0xFF, 0xFF, 0xFF] },
        { "a stream that nobody uses", [0x84, 0, 0, 9, 0x02, 0, 0, 0, 0] },
        { "a stream that does not exist", [0x84, 0, 0x7F, 0xFF, 0x02, 0, 0, 0, 0] },
        { "a negative stream", [0x84, 0, 0xFF, 0xFE, 0x02, 0, 0, 0, 0] },
        { "a result that nobody asked for", [0x84, 0, 0xFF, 0xFF, 0x08, 0, 0, 0, 4, 0, 0, 0, 1] },
        { "an event that is none", [0x84, 0, 0xFF, 0xFF, 0x0C, 0, 0, 0, 1, 0] },
    };

    [Theory]
    [MemberData(nameof(Nonsense))]
    public async Task Nonsense_ends_the_connection_for_everybody(string what, byte[] bytes)
    {
        await using var server = new ScriptedServer(async peer =>
        {
            await peer.ShakeHandsAsync();
            await peer.ReadAsync();
            await peer.ReadAsync();
            await peer.SendAsync(bytes);
            await peer.WaitForStopAsync();
        });
        await using var connection = await Probe.OpenAsync(server);
        var asking = new[] { connection.AskAsync("a"), connection.AskAsync("b") };
        foreach (var caller in asking) Assert.True((await Probe.ErrorOfAsync<CqlError.ConnectionLost>(() => caller)).Sent, what);
        Assert.IsType<CqlError.Malformed>(await connection.Ended);
        Assert.False((await Probe.ErrorOfAsync<CqlError.ConnectionLost>(() => connection.AskAsync("c"))).Sent);
    }

    [Fact]
    public async Task A_body_that_lies_ends_the_connection()
    {
        await using var server = new ScriptedServer(async peer =>
        {
            await peer.ShakeHandsAsync();
            var asked = await peer.ReadAsync();
            await peer.ReplyAsync(asked.Header.Stream, Opcode.Result, 0, 0, 0, 3, 0xFF, 0xFF);
            await peer.WaitForStopAsync();
        });
        await using var connection = await Probe.OpenAsync(server);
        await Probe.ErrorOfAsync<CqlError.Malformed>(() => connection.AskAsync("a"));
        Assert.True(connection.IsEnded);
    }

    [Fact]
    public async Task An_answer_that_comes_twice_ends_the_connection()
    {
        await using var server = new ScriptedServer(async peer =>
        {
            await peer.ShakeHandsAsync();
            var asked = await peer.ReadAsync();
            await peer.EchoAsync(asked);
            await peer.EchoAsync(asked);
            await peer.WaitForStopAsync();
        });
        await using var connection = await Probe.OpenAsync(server);
        Assert.Equal("a", await connection.AskAsync("a"));
        Assert.IsType<CqlError.Malformed>(await connection.Ended);
    }

    [Fact]
    public async Task Unknown_flags_are_ignored_as_the_protocol_says()
    {
        await using var server = new ScriptedServer(async peer =>
        {
            await peer.ShakeHandsAsync();
            var asked = await peer.ReadAsync();
            var frame = peer.Frame(asked.Header.Stream, Opcode.Result, [.. ScriptedPeer.Echo("a"), 1, 2, 3]);
            frame[1] = 0xE0;
            await peer.SendAsync(frame);
            await peer.WaitForStopAsync();
        });
        await using var connection = await Probe.OpenAsync(server);
        Assert.Equal("a", await connection.AskAsync("a"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(9)]
    [InlineData(12)]
    public async Task A_connection_closed_in_the_middle_of_a_frame_fails_its_callers(int bytes)
    {
        await using var server = new ScriptedServer(async peer =>
        {
            await peer.ShakeHandsAsync();
            var asked = await peer.ReadAsync();
            await peer.SendAsync(peer.Frame(asked.Header.Stream, Opcode.Result, ScriptedPeer.Echo("a")).AsMemory(0, bytes));
        });
        await using var connection = await Probe.OpenAsync(server);
        Assert.True((await Probe.ErrorOfAsync<CqlError.ConnectionLost>(() => connection.AskAsync("a"))).Sent);
    }

    [Fact]
    public async Task A_slow_drip_times_out_and_harms_nobody_else_later()
    {
        await using var server = new ScriptedServer(async peer =>
        {
            await peer.ShakeHandsAsync();
            var asked = await peer.ReadAsync();
            foreach (var single in peer.Frame(asked.Header.Stream, Opcode.Result, ScriptedPeer.Echo("drip")))
            {
                await peer.SendAsync(new[] { single });
                await Task.Delay(15, peer.Stop);
            }
            while (true) await peer.EchoAsync(await peer.ReadAsync());
        });
        await using var connection = await Probe.OpenAsync(server);
        await Probe.ErrorOfAsync<CqlError.TimedOut>(() => connection.AskAsync("drip", Probe.Short));
        Assert.Equal("next", await connection.AskAsync("next"));
    }

    [Fact]
    public async Task A_silent_server_is_stalled_then_asked_and_then_given_up()
    {
        await using var server = new ScriptedServer(async peer =>
        {
            await peer.ShakeHandsAsync();
            Assert.Equal(Opcode.Query, (await peer.ReadAsync()).Header.Opcode);
            Assert.Equal(Opcode.Options, (await peer.ReadAsync()).Header.Opcode);
            await peer.WaitForStopAsync();
        });
        var settings = Probe.Settings with
        {
            StallAfter = TimeSpan.FromMilliseconds(100),
            HeartbeatTimeout = TimeSpan.FromMilliseconds(500),
        };
        await using var connection = await Probe.OpenAsync(server, settings);
        var asking = connection.AskAsync("a");
        await Probe.EventuallyAsync(() => connection.IsStalled);
        Assert.False(connection.IsEnded);
        var lost = await Probe.ErrorOfAsync<CqlError.ConnectionLost>(() => asking);
        Assert.Contains("sign of life", lost.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_may_go_elsewhere_leaves_a_silent_server_and_the_others_wait()
    {
        var mayAnswer = new TaskCompletionSource();
        await using var server = new ScriptedServer(async peer =>
        {
            await peer.ShakeHandsAsync();
            var asked = new[] { await peer.ReadAsync(), await peer.ReadAsync() };
            await mayAnswer.Task.WaitAsync(peer.Stop);
            foreach (var each in asked) await peer.EchoAsync(each);
            await peer.WaitForStopAsync();
        });
        var settings = Probe.Settings with { StallAfter = TimeSpan.FromMilliseconds(50), LeaveAfter = TimeSpan.FromMilliseconds(100) };
        await using var connection = await Probe.OpenAsync(server, settings);
        var staying = connection.AskAsync("stay");
        var leaving = connection.AskAsync("leave", Probe.Long with { LeavesWhenSilent = true });
        Assert.True((await Probe.ErrorOfAsync<CqlError.ConnectionLost>(() => leaving)).Sent);
        Assert.False(connection.IsEnded);
        mayAnswer.SetResult();
        Assert.Equal("stay", await staying);
    }

    [Fact]
    public async Task A_server_that_answers_heartbeats_is_given_all_the_time_it_needs()
    {
        var heartbeats = 0;
        await using var server = new ScriptedServer(async peer =>
        {
            await peer.ShakeHandsAsync();
            var asked = await peer.ReadAsync();
            for (; heartbeats < 4; heartbeats++) await peer.EchoAsync(await peer.ReadAsync());
            await peer.EchoAsync(asked);
            await peer.WaitForStopAsync();
        });
        var settings = Probe.Settings with { StallAfter = TimeSpan.FromMilliseconds(50), HeartbeatTimeout = TimeSpan.FromSeconds(3) };
        await using var connection = await Probe.OpenAsync(server, settings);
        Assert.Equal("slow", await connection.AskAsync("slow"));
        Assert.Equal(4, heartbeats);
    }

    [Fact]
    public async Task A_server_that_swallows_requests_is_given_up_before_the_streams_run_out()
    {
        await using var server = new ScriptedServer(async peer =>
        {
            await peer.ShakeHandsAsync();
            while (true)
            {
                var asked = await peer.ReadAsync();
                if (asked.Header.Opcode == Opcode.Options) await peer.ReplyAsync(asked.Header.Stream, Opcode.Supported, 0, 0);
            }
        });
        await using var connection = await Probe.OpenAsync(
            server, Probe.Settings with { Streams = 16, HeartbeatTimeout = TimeSpan.FromSeconds(1) });
        for (var i = 0; i < 5; i++) await Probe.ErrorOfAsync<CqlError.TimedOut>(() => connection.AskAsync("a", Probe.Short));
        Assert.Contains("without any answer", (await connection.Ended).Message, StringComparison.Ordinal);
    }
}
