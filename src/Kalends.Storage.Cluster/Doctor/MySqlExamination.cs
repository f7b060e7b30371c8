using System.Collections.Immutable;
using System.Globalization;
using Kalends.Storage.Cluster.MySql.Schema;
using Kalends.Storage.Cluster.MySql.Shards;
using MySqlConnector;

namespace Kalends.Storage.Cluster.Doctor;

/// <summary>One MySQL server, its replicas, and the servers behind it.</summary>
internal static class MySqlExamination
{
    public static async Task<ImmutableArray<DependencyState>> Examine(MySqlServerOptions server, CancellationToken cancellation)
    {
        var findings = ImmutableArray.CreateBuilder<DependencyState>();
        findings.Add(await Try($"MySQL {server.Name}", server.ConnectionString, connection => Primary(connection, cancellation), cancellation));
        foreach (var (n, replica) in server.ReadReplicas.Index())
            findings.Add(await Try($"MySQL {server.Name}, replica {n + 1}", replica, connection => Replica(connection, cancellation), cancellation));
        foreach (SpiderShardOptions shard in server.SpiderShards)
            findings.Add(await Try($"MySQL {shard.Name} behind {server.Name}", shard.ConnectionString,
                connection => Schema(connection, cancellation), cancellation));
        return findings.DrainToImmutable();
    }

    private static async Task<DependencyState> Try(
        string name, string address, Func<MySqlConnection, Task<Finding>> examine, CancellationToken cancellation)
    {
        try
        {
            await using MySqlConnection connection = await MySqlServer.OpenAlone(address, cancellation);
            Finding finding = await examine(connection);
            return new DependencyState(name, finding.IsHealthy, $"{finding.Words} It is version {connection.ServerVersion}.");
        }
        catch (MySqlException failure)
        {
            return new DependencyState(name, IsHealthy: false, Words(failure, new MySqlConnectionStringBuilder(address)));
        }
        catch (ArgumentException)
        {
            return new DependencyState(name, IsHealthy: false, "Its connection string cannot be read.");
        }
    }

    private static string Words(MySqlException failure, MySqlConnectionStringBuilder address) => failure.ErrorCode switch
    {
        MySqlErrorCode.AccessDenied => $"{address.Server}:{address.Port} refuses the user or the password.",
        MySqlErrorCode.DatabaseAccessDenied => $"{address.Server}:{address.Port} does not let the user into the database {address.Database}.",
        MySqlErrorCode.UnknownDatabase => $"{address.Server}:{address.Port} has no database {address.Database}: make it, and let the user in.",
        MySqlErrorCode.ConnectionCountError => $"{address.Server}:{address.Port} takes no more connections.",
        MySqlErrorCode.UnableToConnectToHost => $"Nothing answers at {address.Server}:{address.Port}.",
        _ => $"{address.Server}:{address.Port} answers with error {failure.Number}.",
    };

    private static async Task<Finding> Primary(MySqlConnection connection, CancellationToken cancellation) =>
        await Ask(connection, "SELECT @@global.read_only", cancellation) == 0
            ? await Schema(connection, cancellation)
            : new Finding(false, "It is read-only: a replica that was not promoted.");

    private static async Task<Finding> Replica(MySqlConnection connection, CancellationToken cancellation) =>
        await Ask(connection, "SELECT @@global.read_only", cancellation) != 0
            ? await Schema(connection, cancellation)
            : new Finding(false, "It takes writes: a replica should be read-only.");

    private static async Task<Finding> Schema(MySqlConnection connection, CancellationToken cancellation)
    {
        const string isThere = "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = 'schema_steps'";
        if (await Ask(connection, isThere, cancellation) == 0) return new Finding(true, "It is empty: the first start makes the tables.");
        long done = await Ask(connection, "SELECT COUNT(*) FROM schema_steps", cancellation);
        int known = SchemaStep.BuiltIn.Count;
        return done > known ? new Finding(false, "Its tables were made by a later version of Kalends.")
            : done < known ? new Finding(true, "Its tables are of an earlier version: the next start brings them up to date.")
            : new Finding(true, "It answers, and its tables are up to date.");
    }

    private static async Task<long> Ask(MySqlConnection connection, string question, CancellationToken cancellation)
    {
        await using var command = new MySqlCommand(question, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellation), CultureInfo.InvariantCulture);
    }

    private sealed record Finding(bool IsHealthy, string Words);
}
