using Kalends.Cql;

namespace Kalends.Storage.Cluster.Cassandra.Schema;

/// <summary>
/// Makes the keyspace and runs the steps that are missing. One process at a time, for which the set has a lease: two that make the same
/// table at once can leave a cluster with two of it, and what would keep them apart here would have to be a table.
/// </summary>
internal sealed class SchemaSteps(CassandraOptions options)
{
    private const string Steps = "CREATE TABLE IF NOT EXISTS schema_steps (one int, number int, PRIMARY KEY ((one), number))";
    private const string Done = "SELECT number FROM schema_steps WHERE one = 0";
    private const string Add = "INSERT INTO schema_steps (one, number) VALUES (0, ?)";

    public async Task Apply(CancellationToken cancellation)
    {
        try
        {
            await using (CqlSession outside = await CassandraSessions.Open(options, keyspace: null, cancellation))
                await Execute(outside, KeyspaceText, cancellation);
            await using CqlSession session = await CassandraSessions.Open(options, options.Keyspace, cancellation);
            await Execute(session, Steps, cancellation);
            await RunMissing(session, cancellation);
        }
        catch (CqlException failed)
        {
            throw CassandraDatabase.Storage(failed);
        }
    }

    private string KeyspaceText => options.Datacenter is { } datacenter
        ? $"CREATE KEYSPACE IF NOT EXISTS {options.Keyspace} WITH replication = {{'class': 'NetworkTopologyStrategy', '{datacenter}': {options.ReplicationFactor}}}"
        : $"CREATE KEYSPACE IF NOT EXISTS {options.Keyspace} WITH replication = {{'class': 'SimpleStrategy', 'replication_factor': {options.ReplicationFactor}}}";

    private static async Task RunMissing(CqlSession session, CancellationToken cancellation)
    {
        ServerVersion server = await ReadVersion(session, cancellation);
        var done = (await Execute(session, Done, cancellation)).Select(row => row.Get<int>(0)).ToHashSet();
        if (done.Any(number => number > SchemaStep.All(server).Length))
            throw new StorageException("The keyspace was made by a later version of Kalends. Start that.");
        foreach (SchemaStep step in SchemaStep.All(server).Where(step => !done.Contains(step.Number)))
        {
            foreach (string statement in step.Statements) await Execute(session, statement, cancellation);
            await session.ExecuteAsync(new CqlStatement(Add).Value(step.Number), cancellation);
        }
    }

    private static async Task<ServerVersion> ReadVersion(CqlSession session, CancellationToken cancellation)
    {
        CqlResult local = await Execute(session, "SELECT release_version FROM system.local WHERE key = 'local'", cancellation);
        return ServerVersion.Read(local[0].Get<string>(0)!);
    }

    private static Task<CqlResult> Execute(CqlSession session, string cql, CancellationToken cancellation) =>
        session.ExecuteAsync(new CqlStatement(cql) { Timeout = TimeSpan.FromSeconds(60) }, cancellation);
}
