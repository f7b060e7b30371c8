using System.Net;
using System.Net.Sockets;
using Kalends.Cql.Frames;

namespace Kalends.Cql.Tests.Scripted;

/// <summary>What a scripted host answers to everything but the questions about the cluster.</summary>
internal delegate Task Behaviour(ScriptedPeer peer, ScriptedPeer.Asked asked);

/// <summary>Hosts on loopback that agree on who they are, shake hands, and do with every other request what the test says.</summary>
internal sealed class ScriptedCluster : IAsyncDisposable
{
    // Who asked to be told of changes.
    private readonly List<ScriptedPeer> _listeners = [];

    public ScriptedCluster(params Behaviour[] hosts)
    {
        Hosts = [.. hosts.Select((behaviour, i) => new ScriptedHost(new IPAddress([127, 78, 0, (byte)(i + 1)]), behaviour))];
        Port = FreePort();
        for (var i = 0; i < hosts.Length; i++) Start(i);
    }

    public ScriptedHost[] Hosts { get; }

    public int Port { get; }

    public ProtocolVersion Version { get; init; } = ProtocolVersion.V4;

    /// <summary>Requests other than about the cluster, by host.</summary>
    public List<int> AskedHosts { get; } = [];

    public CqlOptions Options => new()
    {
        ContactPoints = [Hosts[0].Address.ToString()],
        Port = Port,
        ProtocolVersion = (int)Version,
        ConnectionsPerHost = 1,
        RequestTimeout = TimeSpan.FromSeconds(20),
        LongestReconnectPause = TimeSpan.FromMilliseconds(200),
    };

    public async Task<CqlSession> ConnectAsync(CqlOptions? options = null)
    {
        var session = await CqlSession.ConnectAsync(options ?? Options);
        await Probe.EventuallyAsync(() => session.Hosts.All(host => host.IsUp));
        return session;
    }

    public void Start(int host) => Hosts[host].Server = new ScriptedServer(
        peer => ServeAsync(peer, host), new IPEndPoint(Hosts[host].Address, Port));

    public async Task StopAsync(int host)
    {
        if (Hosts[host].Server is { } server) await server.DisposeAsync();
        Hosts[host].Server = null;
    }

    /// <summary>Sends an EVENT to every client that asked for them.</summary>
    public async Task TellAsync(string kind, string change, int host)
    {
        var writer = new WireWriter(64);
        writer.WriteString(kind);
        writer.WriteString(change);
        writer.WriteInet(new IPEndPoint(Hosts[host].Address, Port));
        ScriptedPeer[] listeners;
        lock (_listeners) listeners = [.. _listeners];
        foreach (var listener in listeners) await listener.ReplyAsync(FrameHeader.EventStream, Opcode.Event, writer.Written.ToArray());
    }

    public async ValueTask DisposeAsync()
    {
        for (var i = 0; i < Hosts.Length; i++) await StopAsync(i);
    }

    private async Task ServeAsync(ScriptedPeer peer, int self)
    {
        peer.Version = Version;
        while (true)
        {
            var asked = await peer.ReadAsync();
            switch (asked.Header.Opcode)
            {
                case Opcode.Startup or Opcode.Register:
                    if (asked.Header.Opcode == Opcode.Register)
                        lock (_listeners) _listeners.Add(peer);
                    await peer.ReplyAsync(asked.Header.Stream, Opcode.Ready);
                    if (Version >= ProtocolVersion.V5 && asked.Header.Opcode == Opcode.Startup) peer.UseSegments(compressed: false);
                    break;
                case Opcode.Options:
                    await peer.ReplyAsync(asked.Header.Stream, Opcode.Supported, 0, 0);
                    break;
                case Opcode.Query when asked.Text.Contains(" system", StringComparison.Ordinal):
                    await peer.ReplyAsync(asked.Header.Stream, Opcode.Result, SystemRows.Answer(asked.Text, Hosts, self));
                    break;
                default:
                    lock (AskedHosts) AskedHosts.Add(self);
                    await Hosts[self].Behaviour(peer, asked);
                    break;
            }
        }
    }

    private int FreePort()
    {
        var probe = new TcpListener(Hosts[0].Address, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        return port;
    }
}
