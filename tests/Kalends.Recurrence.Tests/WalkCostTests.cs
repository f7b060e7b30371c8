using System.Diagnostics;
using NodaTime;

namespace Kalends.Recurrence.Tests;

/// <summary>What long walks take in time and memory.</summary>
[Rfc("5545", "3.3.10")]
public sealed class WalkCostTests
{
    [Fact]
    public void A_huge_count_takes_bounded_time()
    {
        var clock = Stopwatch.StartNew();
        var even = Make.Series(Make.Start("2026-01-01T00:00:00"), "RRULE:FREQ=SECONDLY;COUNT=2000000000");
        Assert.Equal(Make.Utc("2026-01-01T00:00:00Z") + Duration.FromSeconds(1_999_999_999), even.Last()?.Start);
        var uneven = Make.Series(Make.Start("2026-01-01T00:00:00"), "RRULE:FREQ=SECONDLY;COUNT=2000000000;BYHOUR=0,1,2,3");
        Assert.Null(uneven.Last());
        Assert.Empty(uneven.StartingIn(Make.Utc("2400-01-01T00:00:00Z"), Make.Utc("2400-01-02T00:00:00Z")));
        Assert.InRange(clock.ElapsedMilliseconds, 0, 20_000);
    }

    [Theory]
    [InlineData("RRULE:FREQ=HOURLY;INTERVAL=5")]
    [InlineData("RRULE:FREQ=DAILY;BYMONTH=3,11;BYHOUR=2")]
    [InlineData("RRULE:FREQ=WEEKLY;BYMONTH=3,11;BYDAY=MO,SU")]
    [InlineData("RRULE:FREQ=MONTHLY;BYDAY=MO,-1FR;BYHOUR=2,7")]
    [InlineData("RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1")]
    [InlineData("RRULE:FREQ=YEARLY;BYWEEKNO=1,20,-1;BYHOUR=6,7")]
    [InlineData("RRULE:FREQ=YEARLY")]
    public void Walking_takes_no_memory_per_instance_in_any_zone(string rule)
    {
        foreach (var zone in Rules.Zones)
        {
            var series = Make.Series(Make.Start("2026-01-01T00:00:00", zone), rule);
            Walk(series, 7_000);
            // The least of some: a collection that another test causes is counted, too.
            Assert.Equal(Least(() => Walk(series, 5_000)), Least(() => Walk(series, 7_000)));
        }
    }

    private static long Least(Func<long> measure) => Enumerable.Range(0, 4).Min(_ => measure());

    private static long Walk(Series series, int steps)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        using var walk = series.Instances().GetEnumerator();
        while (steps-- > 0)
            Assert.True(walk.MoveNext());
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
