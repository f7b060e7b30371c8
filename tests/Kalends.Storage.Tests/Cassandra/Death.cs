using Kalends.Storage.Cluster.Cassandra;

namespace Kalends.Storage.Tests.Cassandra;

/// <summary>Lets stores die before a request of theirs, as a process does: nothing more is sent, and nobody is told.</summary>
internal sealed class Death(int spared) : Exception("The stores died here, as the test wished.")
{
    private int reached;

    /// <summary>Runs work that dies before the request of that number; whether it lived to the end.</summary>
    public async Task<bool> Strike(CassandraPartitions partitions, Func<Task> work)
    {
        partitions.Database.BeforeRequest = _ => Interlocked.Increment(ref reached) > spared ? Task.FromException(this) : Task.CompletedTask;
        try
        {
            await work();
            return true;
        }
        catch (Death)
        {
            return false;
        }
        finally
        {
            await partitions.Settle();
            partitions.Database.BeforeRequest = null;
        }
    }
}
