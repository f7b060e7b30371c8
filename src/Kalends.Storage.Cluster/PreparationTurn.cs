using Kalends.Storage.Cluster.Cassandra;
using Kalends.Storage.Leases;
using NodaTime;

namespace Kalends.Storage.Cluster;

/// <summary>
/// Lets one process at a time prepare Cassandra, which cannot order changes of its schema itself. A process that dies within its turn
/// holds up the others until the turn is over.
/// </summary>
internal static class PreparationTurn
{
    private const string Name = "prepare cassandra";
    private static readonly Duration Length = Duration.FromMinutes(3);
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(500);

    public static async Task Run(ILeaseStore leases, Func<Task> prepare, CancellationToken cancellation)
    {
        string owner = FreshId.Make().ToString("N");
        Lease? turn;
        while ((turn = await leases.TryTake(Name, owner, Length, cancellation)) is null) await Task.Delay(Wait, cancellation);
        try
        {
            await prepare();
        }
        finally
        {
            await leases.Release(turn, CancellationToken.None);
        }
    }
}
