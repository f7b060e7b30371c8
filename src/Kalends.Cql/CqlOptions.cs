using System.Net;
using System.Net.Security;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kalends.Cql;

/// <summary>How a session reaches its cluster, and what holds for requests that do not say otherwise.</summary>
public sealed record CqlOptions
{
    /// <summary>Addresses or host names to start from; any one that answers is enough, the others are learnt from it.</summary>
    public required IReadOnlyList<string> ContactPoints { get; init; }

    /// <summary>Where the nodes take CQL; the same for all.</summary>
    public int Port { get; init; } = 9042;

    /// <summary>The keyspace that unqualified names are looked up in; it must exist.</summary>
    public string? Keyspace { get; init; }

    /// <summary>The datacenter to send requests to; without one, that of the first contact point that answers.</summary>
    public string? Datacenter { get; init; }

    /// <summary>Whether the hosts of other datacenters are used when all of the own are down.</summary>
    public bool UseRemoteDatacenters { get; init; }

    /// <summary>User for SASL PLAIN.</summary>
    public string? User { get; init; }

    /// <summary>Password for SASL PLAIN. Without TLS it travels in the clear.</summary>
    public string? Password { get; init; }

    /// <summary>TLS, where not null. Certificates are checked against the host's address unless TargetHost is given.</summary>
    public SslClientAuthenticationOptions? Tls { get; init; }

    /// <summary>Whether long messages are compressed by LZ4.</summary>
    public bool UseCompression { get; init; }

    /// <summary>
    /// The protocol to try first: 3, 4 or 5; older servers make the session step down. 5 is written by its specification but has not
    /// met a real server.
    /// </summary>
    public int ProtocolVersion { get; init; } = 4;

    /// <summary>Connections to each host; one per processor core, at most 4, serves very many requests.</summary>
    public int ConnectionsPerHost { get; init; } = Math.Clamp(Environment.ProcessorCount, 1, 4);

    /// <summary>Requests under way on a connection at once, 1 to 32767; a caller that finds none free waits.</summary>
    public int RequestsPerConnection { get; init; } = 1024;

    /// <summary>Consistency of requests that do not say otherwise.</summary>
    public Consistency Consistency { get; init; } = Consistency.LocalQuorum;

    /// <summary>Serial consistency of conditional writes that do not say otherwise.</summary>
    public Consistency SerialConsistency { get; init; } = Consistency.LocalSerial;

    /// <summary>Rows fetched at once.</summary>
    public int PageSize { get; init; } = 5000;

    /// <summary>The whole time of a request, with its retries.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Where not null: an idempotent request without an answer for so long is sent to the next host as well, and the first answer wins.
    /// </summary>
    public TimeSpan? SpeculativeDelay { get; init; }

    /// <summary>Time to open a connection, with its handshake.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Idle time after which a server is asked for a sign of life.</summary>
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Silence after such a question that means the connection is dead.</summary>
    public TimeSpan HeartbeatTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest pause between two attempts to reach a host that is down.</summary>
    public TimeSpan LongestReconnectPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a schema change waits until all nodes know it.</summary>
    public TimeSpan SchemaAgreementTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the disposal of the session waits for requests under way.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Where the session logs to.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>The clock behind every timer.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    internal void Check()
    {
        Within(ProtocolVersion, 3, 5, nameof(ProtocolVersion));
        Within(ConnectionsPerHost, 1, 1024, nameof(ConnectionsPerHost));
        Within(RequestsPerConnection, 1, short.MaxValue, nameof(RequestsPerConnection));
        Within(PageSize, 1, int.MaxValue, nameof(PageSize));
    }

    private static void Within(int value, int least, int most, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, most, name);
    }

    internal async Task<IReadOnlyList<IPEndPoint>> ResolveAsync(CancellationToken cancellation)
    {
        var endPoints = new List<IPEndPoint>();
        foreach (var contactPoint in ContactPoints)
        {
            if (IPAddress.TryParse(contactPoint, out var address)) endPoints.Add(new IPEndPoint(address, Port));
            else endPoints.AddRange((await Dns.GetHostAddressesAsync(contactPoint, cancellation)).Select(found => new IPEndPoint(found, Port)));
        }
        return endPoints;
    }
}
