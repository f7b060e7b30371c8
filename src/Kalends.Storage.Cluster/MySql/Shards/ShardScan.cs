using System.Collections.Immutable;
using MySqlConnector;

namespace Kalends.Storage.Cluster.MySql.Shards;

/// <summary>Questions to every server, of background work only: no request of a user waits for all servers.</summary>
internal sealed class ShardScan(ImmutableArray<MySqlServer> servers)
{
    public Task<ImmutableArray<T>> OnPrimaries<T>(Statement statement, Func<MySqlDataReader, T> read, CancellationToken cancellation) =>
        OnEach(server => Ask(server.Open(cancellation), statement, read, cancellation));

    /// <summary>From the replicas where there are some that answer: a little late.</summary>
    public Task<ImmutableArray<T>> OnReplicas<T>(Statement statement, Func<MySqlDataReader, T> read, CancellationToken cancellation) =>
        OnEach(async server =>
        {
            try
            {
                if (server.HasReplicas) return await Ask(server.OpenReplica(cancellation), statement, read, cancellation);
            }
            catch (Exception failure) when (Failures.MayPass(failure))
            {
                return await Ask(server.Open(cancellation), statement, read, cancellation);
            }
            return await Ask(server.Open(cancellation), statement, read, cancellation);
        });

    private async Task<ImmutableArray<T>> OnEach<T>(Func<MySqlServer, Task<ImmutableArray<T>>> ask)
    {
        try
        {
            ImmutableArray<T>[] answers = await Task.WhenAll(servers.Select(ask));
            return [.. answers.SelectMany(answer => answer)];
        }
        catch (Exception failure) when (failure is MySqlException || Failures.MayPass(failure))
        {
            throw new StorageException("A MySQL server cannot be used now.", failure);
        }
    }

    private static async Task<ImmutableArray<T>> Ask<T>(
        ValueTask<MySqlConnection> opening, Statement statement, Func<MySqlDataReader, T> read, CancellationToken cancellation)
    {
        await using MySqlConnection connection = await opening;
        await using var command = statement.On(connection, null, null);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        return await rows.ReadAll(read, cancellation);
    }
}
