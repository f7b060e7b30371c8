using System.Collections.Immutable;

namespace Kalends.Storage.Cluster.Doctor;

/// <summary>Whether every slot is somewhere, and whether that is where the configuration would put it.</summary>
internal static class SlotExamination
{
    private const string Name = "MySQL slots";

    public static async Task<ImmutableArray<DependencyState>> Examine(ImmutableArray<MySqlServerOptions> servers, CancellationToken cancellation)
    {
        ImmutableArray<string?> configured = [.. Enumerable.Range(0, SlotRange.Slots).Select(slot =>
            servers.FirstOrDefault(server => server.Slots.Any(range => range.Contains(slot)))?.Name)];
        var unplaced = Enumerable.Range(0, SlotRange.Slots).Where(slot => configured[slot] is null).ToList();
        if (await List(servers, cancellation) is not { } holdings) return [];
        if (holdings is [{ Server: null }])
            return [unplaced.Count == 0
                ? new DependencyState(Name, IsHealthy: true, "No server has any yet: the first start gives them out as configured.")
                : new DependencyState(Name, IsHealthy: false, $"The configuration gives {unplaced.Count} slots to no server.")];
        var nowhere = holdings.Where(holding => holding.Server is null).ToList();
        if (nowhere.Count > 0)
            return [new DependencyState(Name, IsHealthy: false, $"No server that answers has the slots {string.Join(", ", nowhere.Select(holding => holding.Range))}.")];
        var elsewhere = holdings.Where(holding =>
            Enumerable.Range(holding.Range.First, holding.Range.Last - holding.Range.First + 1).Any(slot => configured[slot] != holding.Server));
        string moved = string.Join(", ", elsewhere.Select(holding => $"{holding.Range} on {holding.Server}"));
        return [new DependencyState(Name, IsHealthy: true, moved.Length == 0
            ? "Every slot is where the configuration says."
            : $"Every slot has its server. Some were moved since the configuration was written: {moved}.")];
    }

    /// <summary>Null where a server cannot even be asked; that is told of the server.</summary>
    private static async Task<ImmutableArray<SlotHolding>?> List(ImmutableArray<MySqlServerOptions> servers, CancellationToken cancellation)
    {
        try
        {
            await using var shards = ClusterShards.Open(servers);
            return await shards.List(cancellation);
        }
        catch (StorageException)
        {
            return null;
        }
    }
}
