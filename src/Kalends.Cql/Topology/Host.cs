using System.Collections.Concurrent;
using System.Net;
using Kalends.Cql.Connections;

namespace Kalends.Cql.Topology;

/// <summary>A node, its connections, and what it has prepared.</summary>
internal sealed class Host(HostFacts facts, Dialer dialer, CqlOptions options) : IAsyncDisposable
{
    private volatile bool _isReportedDown;

    public HostFacts Facts => facts;

    public IPEndPoint EndPoint => facts.EndPoint;

    public HostPool Pool { get; } = new(facts.EndPoint, dialer, options);

    /// <summary>What this host is preparing or has prepared, since its last restart as far as is known.</summary>
    public ConcurrentDictionary<PreparedStatement, Task> Prepared { get; } = new();

    /// <summary>Whether there is a working connection.</summary>
    public bool IsUp => Pool.IsUp;

    /// <summary>Whether to ask it before those that are silent, full, or said to be down.</summary>
    public bool IsWell => !_isReportedDown && Pool.IsWell;

    public void ReportUp()
    {
        _isReportedDown = false;
        Pool.Wake();
    }

    /// <summary>Other nodes cannot reach it. This client perhaps can, so it only goes to the end of every plan.</summary>
    public void ReportDown()
    {
        _isReportedDown = true;
        // It may come back with an empty memory.
        Prepared.Clear();
    }

    public ValueTask DisposeAsync() => Pool.DisposeAsync();
}
