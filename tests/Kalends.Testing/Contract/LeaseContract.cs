using Kalends.Storage.Leases;
using NodaTime;
using Xunit;

namespace Kalends.Testing.Contract;

/// <summary>One holder at a time, and tokens that only rise.</summary>
public abstract class LeaseContract(StorageLab lab) : StorageContract(lab)
{
    private static readonly Duration Long = Duration.FromHours(1), Short = Duration.FromMilliseconds(1);

    private readonly string name = $"work/{Building.Make.EventId()}";

    [Fact]
    public async Task A_lease_has_one_holder_until_it_is_released()
    {
        Lease held = (await Take("one", Long))!;
        Assert.Equal((name, "one"), (held.Name, held.Owner));
        Assert.Null(await Take("two", Long));
        Assert.Equal(held, await Set.Leases.Find(name, Cancellation));
        await Set.Leases.Release(held, Cancellation);
        Assert.Null(await Set.Leases.Find(name, Cancellation));
        Assert.True((await Take("two", Long))!.Token > held.Token);
    }

    [Fact]
    public async Task Of_twenty_who_want_a_lease_at_once_one_gets_it()
    {
        Lease?[] taken = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => Task.Run(() => Take($"{n}", Long))));
        Assert.Equal(Assert.Single(taken, lease => lease is not null), await Set.Leases.Find(name, Cancellation));
    }

    [Fact]
    public async Task A_lease_that_is_over_goes_to_the_next_and_its_holder_is_refused()
    {
        Lease old = (await Take("one", Short))!;
        await Pass(Duration.FromMilliseconds(50));
        Assert.Null(await Set.Leases.Find(name, Cancellation));
        Lease current = (await Take("two", Long))!;
        Assert.True(current.Token > old.Token);
        Assert.Null(await Set.Leases.TryRenew(old, Long, Cancellation));
        await Set.Leases.Release(old, Cancellation);
        Assert.Equal(current, await Set.Leases.Find(name, Cancellation));
    }

    [Fact]
    public async Task A_renewed_lease_keeps_its_token_and_lasts_longer()
    {
        Lease held = (await Take("one", Short))!;
        await Pass(Duration.FromMilliseconds(50));
        Lease renewed = (await Set.Leases.TryRenew(held, Long, Cancellation))!;
        Assert.Equal(held.Token, renewed.Token);
        Assert.True(renewed.Until > held.Until);
        Assert.Null(await Take("two", Long));
    }

    [Fact]
    public async Task A_released_lease_is_not_renewed()
    {
        Lease held = (await Take("one", Long))!;
        await Set.Leases.Release(held, Cancellation);
        Assert.Null(await Set.Leases.TryRenew(held, Long, Cancellation));
        Assert.Null(await Set.Leases.Find(name, Cancellation));
    }

    [Fact]
    public async Task An_owner_takes_anew_what_it_holds_and_its_first_token_is_outdated()
    {
        Lease first = (await Take("one", Long))!;
        Lease second = (await Take("one", Long))!;
        Assert.True(second.Token > first.Token);
        Assert.Null(await Set.Leases.TryRenew(first, Long, Cancellation));
        Assert.NotNull(await Set.Leases.TryRenew(second, Long, Cancellation));
    }

    private Task<Lease?> Take(string owner, Duration length) => Set.Leases.TryTake(name, owner, length, Cancellation);
}
