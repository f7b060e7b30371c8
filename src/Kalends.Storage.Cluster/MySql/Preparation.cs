using System.Collections.Immutable;
using Kalends.Storage.Cluster.MySql.Schema;
using Kalends.Storage.Cluster.MySql.Shards;
using MySqlConnector;

namespace Kalends.Storage.Cluster.MySql;

/// <summary>
/// Brings every server up to date. One that does not answer is left for later, so that a process can start while a server is down; but as long
/// as one is missing, no slot is given to anybody.
/// </summary>
internal sealed class Preparation
{
    private readonly ImmutableArray<MySqlServer> servers;
    private readonly Installation installation;
    private readonly SlotMaps maps;
    private readonly TimeProvider clock;
    private ImmutableArray<MySqlServer> missing;

    public Preparation(MySqlParts parts, TimeProvider clock)
    {
        (servers, installation, maps) = (parts.Servers, parts.Installation, parts.Maps);
        this.clock = clock;
        missing = servers;
    }

    public async Task Run(CancellationToken cancellation)
    {
        await UpdateMissing(cancellation);
        if (missing.Length == servers.Length) throw new StorageException("No MySQL server answers.");
        installation.AddressKey = await AddressKey.Agree(servers.RemoveRange(missing), cancellation);
        if (missing.IsEmpty) await SlotClaims.Make(servers, cancellation);
        await maps.Refresh(cancellation);
    }

    /// <summary>Takes up what was left.</summary>
    public Task RunMissing(CancellationToken cancellation) => missing.IsEmpty ? Task.CompletedTask : Run(cancellation);

    private async Task UpdateMissing(CancellationToken cancellation)
    {
        var left = ImmutableArray.CreateBuilder<MySqlServer>();
        foreach (MySqlServer server in missing)
            if (!await TryUpdate(server, cancellation)) left.Add(server);
        missing = left.DrainToImmutable();
    }

    private async Task<bool> TryUpdate(MySqlServer server, CancellationToken cancellation)
    {
        try
        {
            foreach (SpiderShardOptions behind in server.Options.SpiderShards)
                await Update(behind.ConnectionString, TableStorage.Plain, cancellation);
            TableStorage storage = server.Options.SpiderShards.IsEmpty ? TableStorage.Plain : TableStorage.Spider(server.Options.SpiderShards);
            await Update(server.Options.ConnectionString, storage, cancellation);
            return true;
        }
        catch (MySqlException failure) when (Failures.MayPass(failure))
        {
            return false;
        }
    }

    private async Task Update(string address, TableStorage storage, CancellationToken cancellation)
    {
        await using MySqlConnection connection = await MySqlServer.OpenAlone(address, cancellation);
        await new SchemaUpdate(connection, clock).Run(SchemaStep.BuiltIn, storage, cancellation);
    }
}

/// <summary>What preparation makes ready.</summary>
internal sealed record MySqlParts(ImmutableArray<MySqlServer> Servers, Installation Installation, SlotMaps Maps);
