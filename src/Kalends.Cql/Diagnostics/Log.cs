using System.Net;
using Microsoft.Extensions.Logging;

namespace Kalends.Cql.Diagnostics;

/// <summary>Everything the client logs.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "{Host} speaks an older protocol; stepping down to v{Version}")]
    public static partial void SteppedDown(ILogger logger, IPEndPoint host, int version);

    [LoggerMessage(2, LogLevel.Warning, "Connection to {Host} lost: {Reason}")]
    public static partial void ConnectionLost(ILogger logger, IPEndPoint host, string reason);

    [LoggerMessage(3, LogLevel.Warning, "Control connection to {Host} lost: {Reason}")]
    public static partial void ControlLost(ILogger logger, IPEndPoint host, string reason);

    [LoggerMessage(4, LogLevel.Warning, "The control connection failed, next in {Pause}: {Reason}")]
    public static partial void NoControl(ILogger logger, TimeSpan pause, string reason);

    [LoggerMessage(5, LogLevel.Information, "{Host} joined the cluster")]
    public static partial void HostJoined(ILogger logger, IPEndPoint host);

    [LoggerMessage(6, LogLevel.Information, "{Host} left the cluster")]
    public static partial void HostLeft(ILogger logger, IPEndPoint host);

    [LoggerMessage(7, LogLevel.Debug, "{Host} answered {Error}; trying {Next}")]
    public static partial void Retrying(ILogger logger, IPEndPoint host, string error, string next);

    [LoggerMessage(8, LogLevel.Debug, "{Host} prepares again: {Cql}")]
    public static partial void PreparingAgain(ILogger logger, IPEndPoint host, string cql);
}
