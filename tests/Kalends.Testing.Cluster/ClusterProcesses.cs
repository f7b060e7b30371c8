using System.Collections.Concurrent;
using System.Collections.Immutable;
using Kalends.Storage.Cluster;
using Kalends.Storage.Cluster.Cassandra;
using Kalends.Storage.Cluster.MySql;
using Kalends.Storage.Cluster.Redis;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kalends.Testing.Cluster;

/// <summary>Sets over the same data, as several processes have them, with what the servers were asked for.</summary>
public sealed class ClusterProcesses(
    ImmutableArray<MySqlServerOptions> databases, CassandraOptions cassandra, RedisServer redis, IReadOnlyList<StatementLog> logs) : IAsyncDisposable
{
    private const string Keyspace = "processes";
    private readonly ConcurrentQueue<ClusterStorageSet> sets = [];
    private readonly ConcurrentQueue<string> queries = [];

    public RedisServer Redis => redis;

    /// <summary>A set that has not been prepared, with connections of its own.</summary>
    public ClusterStorageSet Open()
    {
        var shards = new MySqlShards(databases, TimeProvider.System);
        var parts = new RedisParts(redis.Configuration, Keyspace, shards.Leases);
        var shell = new CassandraShell(TimeProvider.System, NullLogger.Instance) { Copies = parts.Copies, Ranges = parts.Ranges };
        var database = new CassandraDatabase(cassandra)
        {
            BeforeRequest = cql =>
            {
                queries.Enqueue(cql);
                return Task.CompletedTask;
            },
        };
        var set = new ClusterStorageSet(shards, new CassandraPartitions(cassandra, database, shell), parts);
        sets.Enqueue(set);
        return set;
    }

    /// <summary>
    /// What the servers were asked since this was last asked: MySQL and Redis by their own accounts, Cassandra as the client sends it. That
    /// each process looks once in a while whether it may keep copies does not belong to any request.
    /// </summary>
    public async Task<RequestCounts> CountRequestsAsync()
    {
        var statements = new List<string>();
        foreach (var log in logs) statements.AddRange((await log.ReadNewAsync()).Where(text => !text.Contains("FROM leases", StringComparison.Ordinal)));
        var commands = await redis.CountCommandsAsync();
        var asked = new List<string>();
        while (queries.TryDequeue(out var query)) asked.Add(query);
        return new RequestCounts(statements, asked, commands);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var set in sets) await set.DisposeAsync();
        await redis.KillAsync();
    }
}

/// <summary>What servers were asked.</summary>
/// <param name="MySql">Statements, by the general logs.</param>
/// <param name="Cassandra">Requests, by the text of their first statement.</param>
/// <param name="Redis">How often each command was called, by the server's statistics.</param>
public sealed record RequestCounts(IReadOnlyList<string> MySql, IReadOnlyList<string> Cassandra, IReadOnlyDictionary<string, long> Redis)
{
    public long Of(string command) => Redis.GetValueOrDefault(command);
}
