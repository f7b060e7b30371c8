using System.Net.Security;
using Kalends.Cql.Frames;

namespace Kalends.Cql.Connections;

/// <summary>How a connection is made and kept; the same for every host of a session.</summary>
internal sealed record ConnectionSettings
{
    public ProtocolVersion Version { get; init; } = ProtocolVersion.V4;

    public bool Compressed { get; init; }

    public string? User { get; init; }

    public string? Password { get; init; }

    public SslClientAuthenticationOptions? Tls { get; init; }

    /// <summary>Requests under way at once; the next one waits for a free stream.</summary>
    public int Streams { get; init; } = 1024;

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Idle time after which the server is asked for a sign of life.</summary>
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Silence after such a question that means the connection is dead.</summary>
    public TimeSpan HeartbeatTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Silence with requests under way after which other hosts are preferred, and this one is asked for a sign of life.</summary>
    public TimeSpan StallAfter { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a request that may go elsewhere waits for a server that has become silent.</summary>
    public TimeSpan LeaveAfter { get; init; } = TimeSpan.FromSeconds(1);

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
