using Kalends.Server.Delivery;
using Kalends.Testing.InMemory;
using Microsoft.Extensions.Time.Testing;

namespace Kalends.Server.Tests.Delivery;

/// <summary>The right to send what is due in a shard.</summary>
public sealed class ShardLeaseTests
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(6);

    private readonly FakeTimeProvider clock = new(DeliveryScene.Begin);

    /// <summary>A notifier that was paused has it again at once; what it had read before, the other has sent.</summary>
    [Fact]
    public async Task What_was_read_before_it_was_anothers_is_not_sent_under_it()
    {
        await using var storage = new InMemoryStorageSet(clock);
        ShardLease Of(string owner) => new("notifications/1", storage.Leases, new LeaseTerms(owner, Length, clock));
        var (paused, other) = (Of("paused"), Of("other"));
        Assert.True(await paused.Hold(TestContext.Current.CancellationToken));
        var fence = paused.Fence;
        Assert.True(paused.IsHeldSince(fence));
        clock.Advance(Length + Length);
        Assert.False(paused.IsHeldSince(fence));
        Assert.True(await other.Hold(TestContext.Current.CancellationToken));
        await other.Release(TestContext.Current.CancellationToken);
        Assert.True(await paused.Hold(TestContext.Current.CancellationToken));
        Assert.True(paused.IsHeldSince(paused.Fence));
        Assert.False(paused.IsHeldSince(fence));
    }

    [Fact]
    public async Task One_that_is_renewed_stays_the_same()
    {
        await using var storage = new InMemoryStorageSet(clock);
        var lease = new ShardLease("notifications/1", storage.Leases, new LeaseTerms("one", Length, clock));
        Assert.True(await lease.Hold(TestContext.Current.CancellationToken));
        var fence = lease.Fence;
        clock.Advance(Length / 2);
        Assert.True(await lease.Hold(TestContext.Current.CancellationToken));
        clock.Advance(Length / 2);
        Assert.True(lease.IsHeldSince(fence));
    }
}
