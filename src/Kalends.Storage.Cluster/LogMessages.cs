using Microsoft.Extensions.Logging;

namespace Kalends.Storage.Cluster;

internal static partial class LogMessages
{
    [LoggerMessage(LogLevel.Warning, "Work after a change was left undone; it will be found again.")]
    public static partial void LeftUndone(this ILogger log, Exception failure);

    [LoggerMessage(LogLevel.Error, "Copies could not be looked after, and are not used until they can be; it is tried again.")]
    public static partial void CopiesUntended(this ILogger log, Exception failure);
}
