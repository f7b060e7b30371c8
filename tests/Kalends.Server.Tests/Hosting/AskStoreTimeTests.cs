using Kalends.Server.Hosting;
using Kalends.Testing.InMemory;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Kalends.Server.Tests.Hosting;

/// <summary>How a process finds out what time it is for the store.</summary>
public sealed class AskStoreTimeTests
{
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(2);

    private readonly FakeTimeProvider store = new(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Of_five_answers_that_which_came_back_fastest_is_believed() =>
        Assert.Equal(-Ahead - TimeSpan.FromMilliseconds(30), await Ask(new SlowWay(store, Ahead, 400, 300, 30, 200, 100)));

    [Fact]
    public async Task Whose_clock_is_right_asks_once()
    {
        var way = new SlowWay(store, TimeSpan.Zero, 400);
        Assert.Equal(TimeSpan.Zero, await Ask(way));
        Assert.Equal(0, way.Left);
    }

    private async Task<TimeSpan> Ask(TimeProvider own)
    {
        await using var storage = new InMemoryStorageSet(store);
        var clock = new StoreClock(own);
        using var ask = new AskStoreTime(storage, clock, NullLogger<AskStoreTime>.Instance);
        await ask.StartingAsync(TestContext.Current.CancellationToken);
        Assert.True(clock.Known.IsCompleted);
        return clock.Offset;
    }

    /// <summary>A clock that is looked at before and after each question, which takes so many milliseconds to be answered.</summary>
    private sealed class SlowWay(FakeTimeProvider store, TimeSpan ahead, params int[] milliseconds) : TimeProvider
    {
        private readonly Queue<int> ways = new(milliseconds);
        private bool isAsked;

        public int Left => ways.Count;

        public override DateTimeOffset GetUtcNow()
        {
            if (isAsked) store.Advance(TimeSpan.FromMilliseconds(ways.Dequeue()));
            isAsked = !isAsked;
            return store.GetUtcNow() + ahead;
        }
    }
}
