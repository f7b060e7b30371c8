using System.Net.Sockets;
using MySqlConnector;

namespace Kalends.Storage.Cluster.MySql.Shards;

/// <summary>Which failures say that nothing was done and that another attempt may succeed.</summary>
internal static class Failures
{
    // MariaDB's own, for which the client has no names: a server behind Spider cannot be reached, or went away.
    private const int SpiderCannotConnect = 1429, SpiderServerGone = 12701, SpiderConnectionLost = 1158, SpiderReadFailed = 1159;
    private const int ReadOnlyMode = 1836, ReadOnlyTransaction = 1792, ConnectionKilled = 1927;

    /// <summary>Of anything that failed before a commit was sent.</summary>
    public static bool MayPass(Exception failure) => failure switch
    {
        MisroutedException => true,
        MySqlException { ErrorCode: MySqlErrorCode.CommandTimeoutExpired } => false,
        MySqlException { IsTransient: true } or MySqlException { ErrorCode: MySqlErrorCode.UnableToConnectToHost } => true,
        _ => IsNoPrimary(failure) || IsLost(failure) || IsBehindSpider(failure),
    };

    /// <summary>Whether the server said that it rolled the transaction back, so that even a commit may be tried again.</summary>
    public static bool MeansRolledBack(Exception failure) =>
        failure is MySqlException { ErrorCode: MySqlErrorCode.LockDeadlock or MySqlErrorCode.XARBDeadlock };

    /// <summary>Whether other connections to the same address are likely to be of no use either.</summary>
    public static bool OutdatesConnections(Exception failure) => failure is MisroutedException { IsReplica: true } || IsNoPrimary(failure) || IsLost(failure);

    private static bool IsNoPrimary(Exception failure) =>
        failure is MySqlException { ErrorCode: MySqlErrorCode.OptionPreventsStatement or MySqlErrorCode.ServerShutdown }
            or MySqlException { Number: ReadOnlyMode or ReadOnlyTransaction or ConnectionKilled };

    private static bool IsLost(Exception failure) =>
        failure is IOException or SocketException or MySqlException { InnerException: IOException or SocketException };

    private static bool IsBehindSpider(Exception failure) =>
        failure is MySqlException { Number: SpiderCannotConnect or SpiderServerGone or SpiderConnectionLost or SpiderReadFailed };
}

/// <summary>The server that was asked does not have the slot, or not for this; nothing was done.</summary>
internal sealed class MisroutedException(string message, bool isReplica = false) : Exception(message)
{
    /// <summary>Whether a replica answered where its primary was meant.</summary>
    public bool IsReplica => isReplica;
}
