using System.Net;
using Kalends.Cql.Execution;
using Microsoft.Extensions.Logging;

namespace Kalends.Cql.Diagnostics;

/// <summary>Everything the client logs. Neither statements nor what servers say about them: both may hold personal data.</summary>
internal static partial class Log
{
    public const string Category = "Kalends.Cql";

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

    [LoggerMessage(7, LogLevel.Debug, "{Host}: {Error}; trying again: {Where}")]
    public static partial void Retrying(ILogger logger, IPEndPoint host, string error, Retry where);

    [LoggerMessage(8, LogLevel.Debug, "{Host} has forgotten a statement; preparing it again")]
    public static partial void PreparingAgain(ILogger logger, IPEndPoint host);

    [LoggerMessage(9, LogLevel.Information, "{Host} is up")]
    public static partial void HostUp(ILogger logger, IPEndPoint host);

    [LoggerMessage(10, LogLevel.Warning, "{Host} is down: its last connection is lost")]
    public static partial void HostDown(ILogger logger, IPEndPoint host);

    [LoggerMessage(11, LogLevel.Debug, "All hosts were tried and none has answered; trying them again after {Pause}")]
    public static partial void GoingRoundAgain(ILogger logger, TimeSpan pause);
}
