using System.Collections.Immutable;
using Kalends.Storage.Cluster.MySql.Moving;
using Kalends.Storage.Cluster.MySql.Shards;

namespace Kalends.Storage.Cluster;

/// <summary>What an operator does with the slots of a running installation.</summary>
public sealed class ClusterShards : IAsyncDisposable
{
    private readonly ImmutableArray<MySqlServer> servers;
    private readonly SlotMaps maps;

    private ClusterShards(ImmutableArray<MySqlServer> servers)
    {
        this.servers = servers;
        maps = new SlotMaps(servers);
    }

    /// <summary>Over the servers of the configuration; nothing is asked yet.</summary>
    public static ClusterShards Open(ImmutableArray<MySqlServerOptions> options) => new([.. options.Select(server => new MySqlServer(server))]);

    /// <summary>Which server has which slots, in order; null where no server says that it has them.</summary>
    public async Task<ImmutableArray<SlotHolding>> List(CancellationToken cancellation)
    {
        await maps.Refresh(cancellation);
        var holdings = ImmutableArray.CreateBuilder<SlotHolding>();
        for (int slot = 0; slot < SlotRange.Slots; slot++)
        {
            string? server = maps.Current.Places[slot].Server?.Name;
            if (holdings.Count > 0 && holdings[^1].Server == server)
                holdings[^1] = holdings[^1] with { Range = holdings[^1].Range with { Last = slot } };
            else
                holdings.Add(new SlotHolding(new SlotRange(slot, slot), server));
        }
        return holdings.DrainToImmutable();
    }

    /// <summary>
    /// Moves slots that lie on one server to another while both are in use. A <see cref="StorageException"/> says why it cannot be done; then,
    /// or when it is broken off, the slots are where they were or where they go, and it can be run again.
    /// </summary>
    public async Task Move(SlotRange range, string target, Action<string> tell, CancellationToken cancellation)
    {
        MySqlServer to = servers.FirstOrDefault(server => server.Name == target) ?? throw new StorageException($"There is no server called {target}.");
        MySqlServer from = await FindSource(range, to, cancellation);
        await new SlotMove(new MoveEnd(from, range), new MoveEnd(to, range), tell).Run(cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        maps.Dispose();
        foreach (MySqlServer server in servers) await server.DisposeAsync();
    }

    /// <summary>Whoever has the slots; or, where they are at the target already, whoever they came from and is not done with them.</summary>
    private async Task<MySqlServer> FindSource(SlotRange range, MySqlServer target, CancellationToken cancellation)
    {
        await maps.Refresh(cancellation);
        var holders = maps.Current.Places[range.First..(range.Last + 1)].Select(place => place.Server).Distinct().ToList();
        if (holders is not [{ } holder]) throw new StorageException($"The slots {range} do not lie on one server.");
        if (holder != target) return holder;
        var peers = (await new MoveEnd(target, range).ReadSlots(cancellation)).Select(row => row.Peer).Distinct().ToList();
        return peers is [{ } peer] && servers.FirstOrDefault(server => server.Name == peer) is { } source
            ? source
            : throw new StorageException($"{target.Name} has the slots {range} already.");
    }
}

/// <summary>That a server has these slots.</summary>
public sealed record SlotHolding(SlotRange Range, string? Server);
