using System.Collections.Concurrent;
using Kalends.Cql.Connections;
using Kalends.Cql.Diagnostics;
using Kalends.Cql.Requests;
using Kalends.Cql.Responses;
using Kalends.Cql.Topology;
using Kalends.Cql.Types;

namespace Kalends.Cql.Execution;

/// <summary>Prepares each statement once for each host. It costs the server tens of milliseconds, so nobody does it twice at once.</summary>
internal sealed class Preparer(CqlOptions options, Cluster cluster)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<PreparedStatement>>> _statements = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Keyspace, string Table), Task<IReadOnlyList<string>>> _partitionKeys = new();

    /// <summary>The statement, prepared on one host now and on the others when they first execute it.</summary>
    public async Task<PreparedStatement> PrepareAsync(string cql, Runner runner)
    {
        var preparing = _statements.GetOrAdd(cql, text => new Lazy<Task<PreparedStatement>>(() => FirstAsync(text, runner)));
        try
        {
            return await preparing.Value;
        }
        catch
        {
            _statements.TryRemove(new(cql, preparing));
            throw;
        }
    }

    /// <summary>Makes sure that the host knows the statements.</summary>
    public ValueTask EnsureAsync(Host host, Connection connection, IReadOnlyList<PreparedStatement> statements)
    {
        // The usual case has nothing to do, and costs nothing.
        for (var i = 0; i < statements.Count; i++)
        {
            if (!host.Prepared.TryGetValue(statements[i], out var known) || !known.IsCompletedSuccessfully)
                return new ValueTask(AllAsync(host, connection, statements));
        }
        return ValueTask.CompletedTask;
    }

    private async Task AllAsync(Host host, Connection connection, IReadOnlyList<PreparedStatement> statements)
    {
        foreach (var prepared in statements) await AgainAsync(host, connection, prepared);
    }

    private async Task AgainAsync(Host host, Connection connection, PreparedStatement prepared)
    {
        var preparing = host.Prepared.GetOrAdd(
            prepared, static (statement, it) => it.preparer.PrepareOnAsync(it.connection, statement), (preparer: this, connection));
        try
        {
            await preparing;
        }
        catch
        {
            host.Prepared.TryRemove(new(prepared, preparing));
            throw;
        }
    }

    private async Task PrepareOnAsync(Connection connection, PreparedStatement prepared)
    {
        // Others may wait for this too, so one caller's cancellation must not end it.
        var answer = await connection.SendAsync(
            new PrepareRequest(prepared.Cql), new Patience(options.RequestTimeout, CancellationToken.None));
        prepared.Renew(answer.Response switch
        {
            PreparedResult result => result,
            ErrorResponse refused => throw new CqlException(refused.Error, connection.Host),
            _ => throw new CqlException(new CqlError.Malformed("PREPARE was answered with something else."), connection.Host),
        });
        CqlMetrics.Preparations.Add(1);
    }

    private async Task<PreparedStatement> FirstAsync(string cql, Runner runner)
    {
        var (answer, _, host) = await runner.RunAsync(new PrepareJob(cql), CancellationToken.None);
        if (answer.Response is not PreparedResult result)
            throw new CqlException(new CqlError.Malformed("PREPARE was answered with something else."), host.EndPoint);
        CqlMetrics.Preparations.Add(1);
        var prepared = new PreparedStatement(cql, result, result.KeyPlaces ?? await FindKeyPlacesAsync(result.Markers));
        host.Prepared[prepared] = Task.CompletedTask;
        return prepared;
    }

    /// <summary>What v4 tells with the preparation, for v3: which markers are the columns of the table's partition key.</summary>
    private async Task<int[]> FindKeyPlacesAsync(ColumnList markers)
    {
        if (markers.Count == 0) return [];
        var table = (markers[0].Keyspace, markers[0].Table);
        var reading = _partitionKeys.GetOrAdd(table, static (name, cluster) => ReadPartitionKeyAsync(name, cluster), cluster);
        try
        {
            var columns = await reading;
            var places = columns.Where(column => markers.TryPlaceOf(column, out _)).Select(markers.PlaceOf).ToArray();
            return places.Length == columns.Count ? places : [];
        }
        catch (CqlException)
        {
            // Without a control connection just now: the statement works all the same, it only finds its replicas by chance.
            _partitionKeys.TryRemove(new(table, reading));
            return [];
        }
    }

    private static async Task<IReadOnlyList<string>> ReadPartitionKeyAsync((string Keyspace, string Table) name, Cluster cluster) =>
        await cluster.Reader().ReadPartitionKeyAsync(name.Keyspace, name.Table);
}
