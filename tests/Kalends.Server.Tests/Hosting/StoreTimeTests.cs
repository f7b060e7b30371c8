using CsCheck;
using Kalends.Server.Hosting;
using NodaTime;

namespace Kalends.Server.Tests.Hosting;

/// <summary>What is known of the store's time when it has told it once.</summary>
public sealed class StoreTimeTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 2, 9, 0);

    /// <summary>Whatever the way there and back took: reminders would go out before their time.</summary>
    [Fact]
    public void A_clock_that_is_off_is_never_ahead_of_the_stores_afterwards() => Gen.Select(
        Gen.OneOf(Gen.Long[-300_000, -2_000], Gen.Long[2_000, 300_000]), Gen.Long[0, 700], Gen.Long[0, 700]).Sample((off, there, back) =>
    {
        var told = Answer(off, there, back);
        Assert.InRange(told.Offset, Milliseconds(off - there - back), Milliseconds(off));
        Assert.Equal(Milliseconds(there + back), told.Doubt);
        Assert.True(Milliseconds(off) - told.Offset <= told.Doubt);
    });

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(400, 30, 30)]
    [InlineData(-400, 30, 30)]
    [InlineData(-1_000, 5_000, 0)]
    [InlineData(1_000, 0, 5_000)]
    public void What_nobody_would_notice_or_the_way_explains_counts_as_nothing(long off, long there, long back) =>
        Assert.Equal(Duration.Zero, Answer(off, there, back).Offset);

    /// <param name="off">How far the store is ahead.</param>
    /// <param name="there">How long the question was on its way.</param>
    /// <param name="back">How long the answer was.</param>
    private static StoreTime Answer(long off, long there, long back) =>
        new(Now, Now + Milliseconds(there + off), Now + Milliseconds(there + back));

    private static Duration Milliseconds(long count) => Duration.FromMilliseconds(count);
}
