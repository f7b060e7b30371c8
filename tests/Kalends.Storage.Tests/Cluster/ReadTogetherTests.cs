using Kalends.Storage.Cluster.MySql.Shards;

namespace Kalends.Storage.Tests.Cluster;

/// <summary>Reads that go together: each is answered from what was read after it was asked for.</summary>
public sealed class ReadTogetherTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_asked_for_while_one_is_read_goes_together_in_the_next()
    {
        var readings = new List<int[]>();
        var mayEnd = new TaskCompletionSource();
        var reads = new ReadTogether<int, int[]>(async keys =>
        {
            lock (readings) readings.Add([.. keys]);
            await mayEnd.Task;
            return [.. keys];
        });
        Task<int[]> first = reads.Read(1, Cancellation);
        while (Count() == 0) await Task.Delay(1, Cancellation);
        Task<int[]>[] others = [.. Enumerable.Range(2, 50).Concat([2, 3]).Select(key => reads.Read(key, Cancellation))];
        mayEnd.SetResult();
        Assert.Equal(1, Assert.Single(await first));
        Assert.All(await Task.WhenAll(others), keys => Assert.Equal(Enumerable.Range(2, 50), keys.Order()));
        Assert.Equal(2, Count());

        int Count()
        {
            lock (readings) return readings.Count;
        }
    }

    [Fact]
    public async Task Nobody_is_given_what_was_read_before_they_asked()
    {
        int now = 0;
        var reads = new ReadTogether<int, int>(_ => Task.FromResult(Volatile.Read(ref now)));
        await Parallel.ForEachAsync(Enumerable.Range(0, 10_000), Cancellation, async (key, end) =>
        {
            int asked = Interlocked.Increment(ref now);
            Assert.InRange(await reads.Read(key, end), asked, int.MaxValue);
        });
    }

    [Fact]
    public async Task A_reading_that_fails_fails_those_who_share_it_and_no_other()
    {
        var reads = new ReadTogether<int, int>(async keys =>
        {
            await Task.Yield();
            return keys.Contains(7) ? throw new StorageException("seven") : keys.Count;
        });
        await Assert.ThrowsAsync<StorageException>(() => reads.Read(7, Cancellation));
        Assert.Equal(1, await reads.Read(8, Cancellation));
    }
}
