using Microsoft.Extensions.Logging;

namespace Kalends.Storage.Cluster;

internal static partial class LogMessages
{
    [LoggerMessage(LogLevel.Warning, "Work after a change was left undone; it will be found again.")]
    public static partial void LeftUndone(this ILogger log, Exception failure);
}
