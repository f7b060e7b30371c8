using Kalends.Cql.Connections;
using Kalends.Cql.Frames;
using Microsoft.Extensions.Logging;

namespace Kalends.Cql.Tests.Scripted;

/// <summary>What an operator is told, and what must be told to nobody.</summary>
public sealed class LogTests
{
    private const string Secret = "sesame";

    private static readonly Behaviour Echo = (peer, asked) => peer.EchoAsync(asked);

    // UNPREPARED: id BEEF; and a preparation of that id without markers and result.
    private static readonly byte[] Forgotten = ScriptedPeer.Error(0x2500, Secret, 0, 2, 0xBE, 0xEF);

    private static readonly byte[] Prepared =
        [0, 0, 0, 4, 0, 2, 0xBE, 0xEF, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0];

    [Fact]
    public async Task A_host_that_goes_and_comes_back_is_told()
    {
        using var log = new LogCapture();
        await using var cluster = new ScriptedCluster(Echo, Echo);
        await using var session = await cluster.ConnectAsync(cluster.Options with { LoggerFactory = log });
        var host = $"{cluster.Hosts[1].Address}:{cluster.Port}";
        Assert.True(log.Has(LogLevel.Information, host, "joined"), log.Everything);
        await Probe.EventuallyAsync(() => log.Has(LogLevel.Information, host, "is up"));
        await cluster.StopAsync(1);
        await Probe.EventuallyAsync(() => log.Has(LogLevel.Warning, $"Connection to {host} lost"));
        await Probe.EventuallyAsync(() => log.Has(LogLevel.Warning, host, "is down"));

        using var second = new LogCapture();
        await using var late = await CqlSession.ConnectAsync(cluster.Options with { LoggerFactory = second });
        Assert.False(second.Has(LogLevel.Information, host, "is up"), second.Everything);
        cluster.Start(1);
        await Probe.EventuallyAsync(() => second.Has(LogLevel.Information, host, "is up"));
    }

    [Fact]
    public async Task A_control_connection_that_cannot_be_replaced_is_told()
    {
        using var log = new LogCapture();
        await using var cluster = new ScriptedCluster(Echo);
        await using var session = await cluster.ConnectAsync(cluster.Options with { LoggerFactory = log });
        await cluster.StopAsync(0);
        await Probe.EventuallyAsync(() => log.Has(LogLevel.Warning, "Control connection to", "lost"));
        await Probe.EventuallyAsync(() => log.Has(LogLevel.Warning, "control connection failed", "next in"));
    }

    [Fact]
    public async Task Another_try_is_told_with_its_reason_and_without_what_the_request_says()
    {
        using var log = new LogCapture();
        var (mayRefuse, mayForget) = (1, 1);
        Behaviour trouble = (peer, asked) => asked.Header.Opcode switch
        {
            Opcode.Prepare => peer.ReplyAsync(asked.Header.Stream, Opcode.Result, Prepared),
            Opcode.Execute when Interlocked.Exchange(ref mayForget, 0) == 1 => peer.ReplyAsync(asked.Header.Stream, Opcode.Error, Forgotten),
            Opcode.Query when Interlocked.Exchange(ref mayRefuse, 0) == 1 =>
                peer.ReplyAsync(asked.Header.Stream, Opcode.Error, ScriptedPeer.Error(0x1001, $"No time for {Secret}.")),
            _ => peer.ReplyAsync(asked.Header.Stream, Opcode.Result, ScriptedPeer.Echo("k")),
        };
        await using var cluster = new ScriptedCluster(trouble, trouble);
        await using var session = await cluster.ConnectAsync(cluster.Options with { LoggerFactory = log, User = Secret, Password = Secret });
        await session.ExecuteAsync(new CqlStatement($"INSERT '{Secret}', ?").Value(Secret));
        Assert.True(log.Has(LogLevel.Debug, "Overloaded", "NextHost"), log.Everything);

        var prepared = await session.PrepareAsync($"INSERT '{Secret}'");
        await session.ExecuteAsync(prepared.Bind());
        Assert.True(log.Has(LogLevel.Debug, "forgotten"), log.Everything);
        Assert.DoesNotContain(Secret, log.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_down_is_told_and_the_password_that_follows_is_not()
    {
        using var log = new LogCapture();
        await using var server = new ScriptedServer(async peer =>
        {
            var startup = await peer.ReadAsync();
            peer.Version = ProtocolVersion.V3;
            if (startup.Header.Version > ProtocolVersion.V3)
            {
                await peer.ReplyAsync(0, Opcode.Error, ScriptedPeer.Error(0x000A, "Invalid or unsupported protocol version (4)"));
                return;
            }
            await peer.ReplyAsync(startup.Header.Stream, Opcode.Authenticate, 0, 1, (byte)'P');
            var credentials = await peer.ReadAsync();
            await peer.ReplyAsync(credentials.Header.Stream, Opcode.AuthSuccess, 0xFF, 0xFF, 0xFF, 0xFF);
            await peer.WaitForStopAsync();
        });
        var dialer = new Dialer(new CqlOptions { ContactPoints = [], User = Secret, Password = Secret }, log);
        await using var connection = await dialer.OpenAsync(server.EndPoint, _ => { }, CancellationToken.None);
        Assert.True(log.Has(LogLevel.Information, "stepping down to v3"), log.Everything);
        Assert.DoesNotContain(Secret, log.Everything, StringComparison.Ordinal);
    }
}
