using Kalends.Storage.Cluster;
using Kalends.Testing.InMemory;
using Microsoft.Extensions.Time.Testing;

namespace Kalends.Storage.Tests.Cassandra;

public sealed class PreparationTurnTests
{
    [Fact]
    public async Task One_prepares_at_a_time_and_all_do_in_the_end_though_one_fails()
    {
        await using var set = new InMemoryStorageSet(new FakeTimeProvider());
        (int inside, int most, int done) = (0, 0, 0);
        async Task Prepare()
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            await Task.Delay(20);
            Interlocked.Decrement(ref inside);
            if (Interlocked.Increment(ref done) == 1) throw new StorageException("no");
        }
        Task[] turns = [.. Enumerable.Range(0, 4).Select(_ => PreparationTurn.Run(set.Leases, Prepare, CancellationToken.None))];
        await Task.WhenAny(Task.WhenAll(turns));
        Assert.Equal((1, 4, 1), (most, done, turns.Count(turn => turn.IsFaulted)));
    }
}
