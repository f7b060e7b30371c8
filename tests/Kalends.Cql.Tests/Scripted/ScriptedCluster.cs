using System.Net;
using System.Net.Sockets;
using Kalends.Cql.Frames;

namespace Kalends.Cql.Tests.Scripted;

/// <summary>What a scripted host answers to everything but the questions about the cluster.</summary>
internal delegate Task Behaviour(ScriptedPeer peer, ScriptedPeer.Asked asked);

/// <summary>Hosts on loopback that agree on who they are, shake hands, and do with every other request what the test says.</summary>
internal sealed class ScriptedCluster : IAsyncDisposable
{
    private readonly List<ScriptedServer> _servers = [];
    private readonly IPAddress[] _addresses;

    public ScriptedCluster(params Behaviour[] hosts)
    {
        _addresses = [.. Enumerable.Range(0, hosts.Length).Select(i => new IPAddress([127, 78, 0, (byte)(i + 1)]))];
        Port = FreePort();
        for (var i = 0; i < hosts.Length; i++)
        {
            var (self, behaviour) = (i, hosts[i]);
            _servers.Add(new ScriptedServer(peer => ServeAsync(peer, self, behaviour), new IPEndPoint(_addresses[i], Port)));
        }
    }

    public int Port { get; }

    /// <summary>Requests other than about the cluster, by host.</summary>
    public List<int> AskedHosts { get; } = [];

    public CqlOptions Options => new()
    {
        ContactPoints = [_addresses[0].ToString()],
        Port = Port,
        ConnectionsPerHost = 1,
        RequestTimeout = TimeSpan.FromSeconds(20),
        LongestReconnectPause = TimeSpan.FromMilliseconds(200),
    };

    /// <summary>The other host than that one, of two.</summary>
    public async Task<CqlSession> ConnectAsync(CqlOptions? options = null)
    {
        var session = await CqlSession.ConnectAsync(options ?? Options);
        await Probe.EventuallyAsync(() => session.Hosts.All(host => host.IsUp));
        return session;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers) await server.DisposeAsync();
    }

    private async Task ServeAsync(ScriptedPeer peer, int self, Behaviour behaviour)
    {
        while (true)
        {
            var asked = await peer.ReadAsync();
            switch (asked.Header.Opcode)
            {
                case Opcode.Startup or Opcode.Register:
                    await peer.ReplyAsync(asked.Header.Stream, Opcode.Ready);
                    break;
                case Opcode.Options:
                    await peer.ReplyAsync(asked.Header.Stream, Opcode.Supported, 0, 0);
                    break;
                case Opcode.Query when asked.Text.Contains(" system", StringComparison.Ordinal):
                    await peer.ReplyAsync(asked.Header.Stream, Opcode.Result, SystemRows.Answer(asked.Text, _addresses, self));
                    break;
                default:
                    lock (AskedHosts) AskedHosts.Add(self);
                    await behaviour(peer, asked);
                    break;
            }
        }
    }

    private int FreePort()
    {
        var probe = new TcpListener(_addresses[0], 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        return port;
    }
}
