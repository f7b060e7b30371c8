using System.Net;
using System.Text;
using Kalends.Cql.Connections;
using Kalends.Cql.Frames;
using Kalends.Cql.Responses;
using Kalends.Cql.Tests.Golden;

namespace Kalends.Cql.Tests.Scripted;

public sealed class HandshakeTests
{
    private static readonly ConnectionSettings Alice = Probe.Settings with { User = "alice", Password = "pw!" };

    [Fact]
    public async Task A_password_is_given_when_asked_for()
    {
        byte[] token = [];
        await using var server = new ScriptedServer(async peer =>
        {
            var startup = await peer.ReadAsync();
            await peer.ReplyAsync(startup.Header.Stream, Opcode.Authenticate, 0, 1, (byte)'P');
            var credentials = await peer.ReadAsync();
            token = credentials.Body;
            await peer.ReplyAsync(credentials.Header.Stream, Opcode.AuthSuccess, 0xFF, 0xFF, 0xFF, 0xFF);
            while (true) await peer.EchoAsync(await peer.ReadAsync());
        });
        await using var connection = await Probe.OpenAsync(server, Alice);
        Assert.Equal("a", await connection.AskAsync("a"));
        Assert.Equal("\0alice\0pw!", Encoding.UTF8.GetString(token.AsSpan(4)));
    }

    [Fact]
    public async Task A_refused_password_is_told_as_such()
    {
        await using var server = new ScriptedServer(async peer =>
        {
            var startup = await peer.ReadAsync();
            await peer.ReplyAsync(startup.Header.Stream, Opcode.Authenticate, 0, 1, (byte)'P');
            var credentials = await peer.ReadAsync();
            await peer.ReplyAsync(credentials.Header.Stream, Opcode.Error, ScriptedPeer.Error(0x0100, "No."));
        });
        var error = await Probe.ErrorOfAsync<CqlError.BadCredentials>(() => Probe.OpenAsync(server, Alice));
        Assert.Equal("No.", error.Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_authenticator_that_wants_more_or_anything_is_refused(bool hasPassword)
    {
        await using var server = new ScriptedServer(async peer =>
        {
            var startup = await peer.ReadAsync();
            await peer.ReplyAsync(startup.Header.Stream, Opcode.Authenticate, 0, 1, (byte)'P');
            var credentials = await peer.ReadAsync();
            await peer.ReplyAsync(credentials.Header.Stream, Opcode.AuthChallenge, 0, 0, 0, 1, 7);
        });
        await Probe.ErrorOfAsync<CqlError.BadCredentials>(() => Probe.OpenAsync(server, hasPassword ? Alice : Probe.Settings));
    }

    [Fact]
    public async Task A_host_that_says_nothing_is_left_after_the_time_allowed()
    {
        await using var server = new ScriptedServer(peer => peer.WaitForStopAsync());
        var error = await Probe.ErrorOfAsync<CqlError.ConnectionLost>(
            () => Probe.OpenAsync(server, Probe.Settings with { ConnectTimeout = TimeSpan.FromMilliseconds(200) }));
        Assert.False(error.Sent);
    }

    [Fact]
    public async Task A_port_that_nobody_listens_on_is_unreachable()
    {
        IPEndPoint gone;
        await using (var server = new ScriptedServer(_ => Task.CompletedTask)) gone = server.EndPoint;
        var opening = new Handshake(Probe.Settings).OpenAsync(gone, _ => { }, CancellationToken.None);
        Assert.False((await Probe.ErrorOfAsync<CqlError.ConnectionLost>(() => opening)).Sent);
    }

    // Disposing a timer does not wait for a ring that has begun.
    [Fact]
    public async Task A_limit_that_rings_when_all_is_over_harms_nobody()
    {
        var clock = new LateClock();
        IPEndPoint gone;
        await using (var server = new ScriptedServer(_ => Task.CompletedTask)) gone = server.EndPoint;
        var opening = new Handshake(Probe.Settings with { Time = clock }).OpenAsync(gone, _ => { }, CancellationToken.None);
        await Probe.ErrorOfAsync<CqlError.ConnectionLost>(() => opening);
        Assert.NotEmpty(clock.Rings);
        Assert.All(clock.Rings, ring => ring());
    }

    [Fact]
    public async Task Compression_is_agreed_on_and_used_both_ways()
    {
        var long1 = string.Concat(Enumerable.Repeat("a long question ", 100));
        var flags = FrameFlags.None;
        await using var server = new ScriptedServer(async peer =>
        {
            var options = await peer.ReadAsync();
            await peer.SendAsync(GoldenBytes.Responses["supported-v4"]);
            Assert.Equal(Opcode.Options, options.Header.Opcode);
            await peer.ShakeHandsAsync();
            var asked = await peer.ReadAsync();
            flags = asked.Header.Flags;
            var text = new ScriptedPeer.Asked(asked.Header, Lz4Body.Inflate(asked.Body)).Text;
            var deflated = new WireWriter(0);
            Assert.True(Lz4Body.TryDeflate(ScriptedPeer.Echo(text), deflated));
            var frame = peer.Frame(asked.Header.Stream, Opcode.Result, deflated.Written.ToArray());
            frame[1] = (byte)FrameFlags.Compressed;
            await peer.SendAsync(frame);
            await peer.WaitForStopAsync();
        });
        await using var connection = await Probe.OpenAsync(server, Probe.Settings with { Compressed = true });
        Assert.Equal(long1, await connection.AskAsync(long1));
        Assert.Equal(FrameFlags.Compressed, flags);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task From_the_handshake_on_v5_travels_in_segments(bool compressed)
    {
        var text = string.Concat(Enumerable.Repeat("question ", 20));
        await using var server = new ScriptedServer(async peer =>
        {
            peer.Version = ProtocolVersion.V5;
            if (compressed)
            {
                var options = GoldenBytes.Responses["supported-v4"].ToArray();
                options[0] = 0x85;
                await peer.ReadAsync();
                await peer.SendAsync(options);
            }
            await peer.ShakeHandsAsync();
            peer.UseSegments(compressed);
            while (true) await peer.EchoAsync(await peer.ReadAsync());
        });
        await using var connection = await Probe.OpenAsync(server, Probe.Settings with { Version = ProtocolVersion.V5, Compressed = compressed });
        for (var i = 0; i < 3; i++) Assert.Equal($"{text}{i}", await connection.AskAsync($"{text}{i}"));
    }

    [Fact]
    public async Task Events_are_told_while_requests_go_on()
    {
        var events = new List<EventResponse>();
        await using var server = new ScriptedServer(async peer =>
        {
            await peer.ShakeHandsAsync();
            var asked = await peer.ReadAsync();
            await peer.SendAsync(GoldenBytes.Responses["event-status-v4"]);
            await peer.SendAsync(GoldenBytes.Responses["event-schema-v4"]);
            await peer.EchoAsync(asked);
            await peer.WaitForStopAsync();
        });
        await using var connection = await Probe.OpenAsync(server, onEvent: events.Add);
        Assert.Equal("a", await connection.AskAsync("a"));
        Assert.IsType<EventResponse.Status>(events[0]);
        Assert.IsType<EventResponse.Schema>(events[1]);
    }

    /// <summary>Its timers ring when the test says so, disposed or not.</summary>
    private sealed class LateClock : TimeProvider
    {
        public List<Action> Rings { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Rings.Add(() => callback(state));
            return System.CreateTimer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
