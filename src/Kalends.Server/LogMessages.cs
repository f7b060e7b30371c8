using Kalends.Domain.Calendars;

namespace Kalends.Server;

/// <summary>
/// Everything the server logs. No message takes an address, a name, a title or a token: ids and counts find what an operator needs.
/// </summary>
internal static partial class LogMessages
{
    [LoggerMessage(1, LogLevel.Error, "Request {RequestId} failed")]
    public static partial void RequestFailed(this ILogger log, string requestId, Exception exception);

    [LoggerMessage(2, LogLevel.Debug, "The client of request {RequestId} went away")]
    public static partial void ClientGone(this ILogger log, string requestId);

    [LoggerMessage(4, LogLevel.Warning, "Too many failed log-ins from one address for one account; attempts wait {Seconds} s")]
    public static partial void LogInsThrottled(this ILogger log, double seconds);

    [LoggerMessage(20, LogLevel.Error, "Background work {Chore} failed; it is tried again")]
    public static partial void ChoreFailed(this ILogger log, string chore, Exception exception);

    [LoggerMessage(21, LogLevel.Error, "Event {Event} of calendar {Calendar} could not be projected; it is tried again later")]
    public static partial void CannotProject(this ILogger log, CalendarId calendar, EventId @event, Exception exception);

    [LoggerMessage(22, LogLevel.Error, "Event {Event} of calendar {Calendar} could not be expanded; a range is shown without it")]
    public static partial void CannotExpand(this ILogger log, CalendarId calendar, EventId @event, Exception exception);

    [LoggerMessage(23, LogLevel.Information, "Time zone data {Version}: {Kept} projections stay as they are, {Renewed} are made anew, {Moved} occurrences move, listed in {List}")]
    public static partial void ZonesFollowed(this ILogger log, string version, long kept, long renewed, long moved, string list);

    [LoggerMessage(24, LogLevel.Warning, "Time zone data {Version} was not kept: all projections made with it are made anew, and nothing is listed")]
    public static partial void ZonesUnknown(this ILogger log, string version);

    [LoggerMessage(25, LogLevel.Error, "Shard {Shard} of due notifications could not be served; it is tried again")]
    public static partial void ShardFailed(this ILogger log, int shard, Exception exception);

    [LoggerMessage(26, LogLevel.Error, "Notification {Notification} could not be delivered; it is tried again")]
    public static partial void DeliveryFailed(this ILogger log, Guid notification, Exception exception);

    [LoggerMessage(27, LogLevel.Error, "The store does not tell the time; it is asked again")]
    public static partial void NoStoreTime(this ILogger log, Exception exception);

    [LoggerMessage(29, LogLevel.Warning, "The clock of this process is wrong: the store's is ahead of it by {Offset}; what is dated here is dated by the store's")]
    public static partial void ClockIsOff(this ILogger log, TimeSpan offset);

    [LoggerMessage(28, LogLevel.Debug, "A lease could not be given back; it ends by itself")]
    public static partial void LeaseLeft(this ILogger log, Exception exception);

    /// <summary>The demo's people do not exist: their addresses and their password are no secrets.</summary>
    [LoggerMessage(30, LogLevel.Information, "Demo: {Name} signs in as {Address} with the password {Password}")]
    public static partial void DemoReady(this ILogger log, string name, string address, string password);
}
