using Kalends.Storage.Cluster.Cassandra;
using Kalends.Testing.Contract;

namespace Kalends.Storage.Tests.Cassandra;

/// <summary>Stores over the shared nodes, with shards of their own.</summary>
public sealed class CassandraLab(CassandraServers servers) : StorageLab
{
    public override async Task<StorageSet> Open() => new CassandraHalf(new CassandraPartitions(
        await servers.MakeOptions() with { Room = Room }, await servers.GetDatabase(), CassandraServers.Shell));

    public override int Haste => 10;

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
