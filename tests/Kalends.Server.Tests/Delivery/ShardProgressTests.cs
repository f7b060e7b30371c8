using Kalends.Server.Delivery;
using NodaTime;

namespace Kalends.Server.Tests.Delivery;

/// <summary>From where a notifier looks for what is due next.</summary>
public sealed class ShardProgressTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 2, 8, 0);
    private static readonly Duration Grace = Duration.FromMinutes(5);
    private static readonly Duration Second = Duration.FromSeconds(1);

    [Fact]
    public void A_shard_that_was_never_served_is_searched_for_two_days() =>
        Assert.Equal(Now - Duration.FromDays(2), new ShardProgress(saved: null, Now, turn: 1).LookFrom(Now));

    /// <summary>What is settled is many thousand rows, which a process that starts in a hurry has no time for.</summary>
    [Theory]
    [InlineData(0.25, 15)]
    [InlineData(1, 60)]
    public void One_that_goes_on_looks_a_little_back_at_first_and_for_all_that_was_added_late_in_its_turn(double turn, int seconds)
    {
        var settledTo = Now - Duration.FromSeconds(40);
        var progress = new ShardProgress(settledTo - Grace, Now, turn);
        Assert.Equal(settledTo - (10 * Second), progress.LookFrom(Now));
        for (var second = 1; second < seconds; second++)
        {
            progress.Advance(Now + (second * Second));
            Assert.InRange(progress.LookFrom(Now + (second * Second)), settledTo, Now + (second * Second));
        }
        Assert.Equal(Now + ((seconds - 1) * Second) - Grace, progress.LookFrom(Now + (seconds * Second)));
    }

    [Fact]
    public void It_looks_for_all_that_was_added_late_until_it_has_done_so_and_again_a_minute_later()
    {
        var progress = new ShardProgress(Now - Grace, Now, turn: 1);
        progress.Advance(Now + (59 * Second));
        var late = Now + (59 * Second) - Grace;
        Assert.Equal(late, progress.LookFrom(Now + (60 * Second)));
        Assert.Equal(late, progress.LookFrom(Now + (61 * Second))); // the first failed
        progress.Advance(Now + (61 * Second));
        Assert.Equal(Now + (61 * Second), progress.LookFrom(Now + (62 * Second)));
        progress.Advance(Now + (119 * Second));
        Assert.Equal(Now + (119 * Second) - Grace, progress.LookFrom(Now + (120 * Second)));
    }

    [Fact]
    public void News_makes_it_look_a_little_back_at_once()
    {
        var progress = new ShardProgress(Now - Grace, Now, turn: 1);
        progress.Advance(Now);
        Assert.Equal(Now - (10 * Second), progress.LookFrom(Now));
        Assert.Equal(Now, progress.LookFrom(Now + Second));
        progress.Tell();
        Assert.Equal(Now - (10 * Second), progress.LookFrom(Now + Second));
    }

    [Fact]
    public void Before_never_goes_back()
    {
        var progress = new ShardProgress(Now - Grace, Now, turn: 1);
        progress.Advance(Now - Duration.FromHours(1)); // something that was added late
        Assert.Equal(Now - Grace, progress.Before);
        progress.Advance(Now + Second);
        Assert.Equal(Now + Second - Grace, progress.Before);
    }
}
