using System.Net;
using Kalends.Cql.Diagnostics;
using Kalends.Cql.Frames;
using Kalends.Cql.Requests;
using Kalends.Cql.Responses;
using Microsoft.Extensions.Logging;

namespace Kalends.Cql.Connections;

/// <summary>Opens a session's connections, and steps the protocol down where a server is older than hoped.</summary>
internal sealed class Dialer(CqlOptions options, ILogger logger)
{
    private volatile ConnectionSettings _settings = new()
    {
        Version = (ProtocolVersion)options.ProtocolVersion,
        Compressed = options.UseCompression,
        User = options.User,
        Password = options.Password,
        Tls = options.Tls,
        Streams = options.RequestsPerConnection,
        ConnectTimeout = options.ConnectTimeout,
        HeartbeatInterval = options.HeartbeatInterval,
        HeartbeatTimeout = options.HeartbeatTimeout,
        Time = options.Time,
    };

    public ILogger Logger => logger;

    /// <summary>The version that was agreed on last.</summary>
    public ProtocolVersion Version => _settings.Version;

    /// <exception cref="CqlException">The host cannot be reached, or does not want this client.</exception>
    public async Task<Connection> OpenAsync(IPEndPoint host, Action<EventResponse> onEvent, CancellationToken cancellation)
    {
        while (true)
        {
            var settings = _settings;
            try
            {
                return await new Handshake(settings).OpenAsync(host, onEvent, cancellation);
            }
            catch (CqlException refused) when (settings.Version > ProtocolVersion.V3 && IsAboutVersion(refused.Error))
            {
                _settings = settings with { Version = settings.Version - 1 };
                Log.SteppedDown(logger, host, (int)_settings.Version);
            }
        }
    }

    /// <summary>The same, in the session's keyspace.</summary>
    /// <exception cref="CqlException">The host cannot be reached, or does not want this client; or the keyspace is not there.</exception>
    public async Task<Connection> OpenInKeyspaceAsync(IPEndPoint host, CancellationToken cancellation)
    {
        var connection = await OpenAsync(host, _ => { }, cancellation);
        if (options.Keyspace is not { } keyspace) return connection;
        try
        {
            var use = new QueryRequest(
                $"USE \"{keyspace.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", new QueryParameters { Consistency = Consistency.One });
            var answer = await connection.SendAsync(use, new Patience(options.ConnectTimeout, cancellation));
            return answer.Response is ErrorResponse refused ? throw new CqlException(refused.Error, host) : connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>By the specification a protocol error; 2.1 calls it a failure of its own.</summary>
    private static bool IsAboutVersion(CqlError error) =>
        error is CqlError.ProtocolViolation or CqlError.ServerFault { Code: 0 }
        && error.Message.Contains("protocol version", StringComparison.OrdinalIgnoreCase);
}
