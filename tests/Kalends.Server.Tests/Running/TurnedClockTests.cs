using Kalends.Testing.Clocks;
using Microsoft.Extensions.Time.Testing;

namespace Kalends.Server.Tests.Running;

/// <summary>The clock that tests turn while a server's threads set its timers.</summary>
public sealed class TurnedClockTests
{
    private const int Rounds = 20_000;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider fake = new();

    [Fact]
    public async Task A_timer_may_be_changed_while_it_is_disposed_of()
    {
        var clock = new TurnedClock(fake);
        for (var round = 0; round < Rounds; round++)
        {
            var timer = clock.CreateTimer(_ => { }, state: null, Second, Timeout.InfiniteTimeSpan);
            var changing = Task.Run(() => timer.Change(Second, Timeout.InfiniteTimeSpan), TestContext.Current.CancellationToken);
            timer.Dispose();
            await changing;
            fake.Advance(Second);
        }
    }

    [Fact]
    public void A_timer_rings_until_it_is_disposed_of()
    {
        var (rung, state) = (new List<object?>(), new object());
        var timer = new TurnedClock(fake).CreateTimer(rung.Add, state, Second, Second);
        fake.Advance(Second);
        fake.Advance(Second);
        Assert.Equal([state, state], rung);
        timer.Dispose();
        fake.Advance(Second);
        Assert.Equal(2, rung.Count);
        Assert.False(timer.Change(Second, Second));
    }
}
