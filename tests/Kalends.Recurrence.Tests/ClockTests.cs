using CsCheck;
using NodaTime;
using NodaTime.TimeZones;

namespace Kalends.Recurrence.Tests;

/// <summary>Reading local times in zones whose clocks change several times within hours, and far from today.</summary>
[Rfc("5545", "3.3.5")]
public sealed class ClockTests
{
    private static readonly string[] Walks = ["FREQ=MINUTELY;INTERVAL=15", "FREQ=HOURLY;BYMINUTE=0,15", "FREQ=DAILY;BYHOUR=6,9,10,11,12,13,14,17;BYMINUTE=0,30"];
    private static readonly Instant Noon = Make.Utc("2026-06-15T12:00:00Z");

    // Up to six changes within a day, each by up to five hours, in steps of a quarter.
    private static readonly Gen<HastyZone> Hasty =
        from first in Gen.Int[-48, 48]
        from steps in Gen.Select(Gen.Int[1, 24], Gen.Int[-20, 20]).Array[1, 6]
        select new HastyZone(first, steps);

    // Two gaps that meet; a gap whose times occur after all; a short gap within a long overlap; a day of nothing but changes; a short
    // tangle within a long one, which the next one touches.
    public static TheoryData<int, int[]> Entangled => new()
    {
        { 0, [1, 8, 4, 8] }, { 0, [1, 8, 4, -8, 4, 8] }, { 20, [1, 20, 2, -20, 1, 20] }, { 0, [1, -16, 2, 4, 3, 12] },
        { -20, [1, 12, 4, 12, 4, 12] }, { 0, [8, 20, 1, -8, 1, 16, 24, -4] }, { 40, [1, -20, 1, -20, 1, 20, 1, 20] }, { 0, [4, 8, 8, -8, 8, 8, 8, -8] },
        { -2, [21, 11, 20, 17, 2, -14, 8, 16, 10, 11] },
    };

    [Fact]
    public void Every_local_time_is_read_as_a_search_through_all_offsets_reads_it() =>
        Hasty.Sample(ReadsEveryTime, iter: Make.Runs(100));

    [Theory, MemberData(nameof(Entangled))]
    public void Changes_that_touch_each_other_are_read_and_walked_as_a_search_finds(int first, int[] steps)
    {
        var zone = new HastyZone(first, [.. steps.Chunk(2).Select(step => (step[0], step[1]))]);
        ReadsEveryTime(zone);
        foreach (var text in Walks)
            WalksInOrder(zone, text);
    }

    [Theory]
    [InlineData("2050-03-10T09:00:00", "2050-03-10T14:00:00Z 2050-03-11T14:00:00Z 2050-03-12T14:00:00Z 2050-03-13T13:00:00Z 2050-03-14T13:00:00Z")]
    [InlineData("2050-03-13T01:00:00", "2050-03-13T06:00:00Z 2050-03-14T05:00:00Z")]
    [InlineData("2199-11-02T09:00:00", "2199-11-02T13:00:00Z 2199-11-03T14:00:00Z")]
    public void Clocks_are_read_on_where_what_was_read_of_them_ends(string start, string expected) =>
        Assert.Equal(expected.Split(' '), Make.Instants(Make.Series(Make.Start(start, "America/New_York"), "RRULE:FREQ=DAILY"), expected.Split(' ').Length));

    [Fact]
    public void An_instant_before_1970_has_the_offset_of_its_time()
    {
        var series = Make.Series(Make.Start("1960-01-15T09:00:00", "America/New_York"), "RDATE:19600715T130000Z");
        Assert.Equal(
            ["1960-01-15T09:00:00 -05", "1960-07-15T09:00:00 -04"],
            series.Instances().Select(instance => $"{instance.Local:uuuu-MM-ddTHH:mm:ss} {instance.Offset}"));
    }

    [Fact]
    public void A_walk_gives_each_instant_once_and_in_order() =>
        Gen.Select(Hasty, Gen.OneOf(Walks)).Sample(WalksInOrder, iter: Make.Runs(100));

    private static void ReadsEveryTime(HastyZone zone)
    {
        foreach (var local in LocalTimes(zone))
        {
            var series = Series.Create(new SeriesStart(local, false, zone), [], [], []);
            Assert.Equal(zone.Read(local), Assert.Single(series.Instances()).Start);
        }
    }

    private static void WalksInOrder(HastyZone zone, string text)
    {
        var start = new SeriesStart(new LocalDateTime(2026, 6, 13, 0, 0), false, zone);
        var end = Noon + Duration.FromDays(2);
        var locals = Series.Create(start with { Zone = DateTimeZone.Utc }, [Rules.Parse(text)], [], [])
            .StartingIn(Instant.MinValue, end + Duration.FromDays(2)).Select(instance => instance.Local);
        var expected = locals.Select(zone.Read).Where(at => at < end && at >= zone.Read(start.Local)).Distinct().Order().ToArray();
        var series = Series.Create(start, [Rules.Parse(text)], [], []);
        Assert.Equal(expected, series.StartingIn(Instant.MinValue, end).Select(instance => instance.Start));
        foreach (var from in expected.Where((_, index) => index % 7 == 0))
            Assert.Equal(expected.Where(at => at >= from), series.StartingIn(from, end).Select(instance => instance.Start));
    }

    private static IEnumerable<LocalDateTime> LocalTimes(HastyZone zone)
    {
        for (var minutes = -36 * 60; minutes < 60 * 60; minutes += 15)
            yield return Noon.Plus(Duration.FromMinutes(minutes)).WithOffset(zone.MinOffset).LocalDateTime;
    }

    private sealed class HastyZone : DateTimeZone
    {
        private readonly List<ZoneInterval> intervals = [];

        /// <param name="first">The first offset in quarters of an hour.</param>
        /// <param name="steps">Quarters since the change before, and quarters by which clocks change.</param>
        internal HastyZone(int first, (int After, int By)[] steps)
            : base("Test/Hasty", false, Offset.FromHours(-18), Offset.FromHours(18))
        {
            var (quarters, start, at) = (first, (Instant?)null, Noon);
            foreach (var (after, by) in steps)
            {
                at += Duration.FromMinutes(15 * after);
                intervals.Add(Interval(start, at, quarters));
                (start, quarters) = (at, Math.Clamp(quarters + by, -60, 60));
            }
            intervals.Add(Interval(start, null, quarters));
        }

        public override ZoneInterval GetZoneInterval(Instant instant) =>
            intervals.First(interval => !interval.HasEnd || instant < interval.End);

        /// <summary>The first instant that shows this time; where none does, the time by the offset before the first gap that leaves it out.</summary>
        internal Instant Read(LocalDateTime local)
        {
            foreach (var interval in intervals)
            {
                var at = local.WithOffset(interval.WallOffset).ToInstant();
                if (interval.Contains(at))
                    return at;
            }
            for (var i = 1; ; i++)
            {
                var before = local.WithOffset(intervals[i - 1].WallOffset).ToInstant();
                if (before >= intervals[i].Start && local.WithOffset(intervals[i].WallOffset).ToInstant() < intervals[i].Start)
                    return before;
            }
        }

        private static ZoneInterval Interval(Instant? start, Instant? end, int quarters) =>
            new("T", start, end, Offset.FromSeconds(900 * quarters), Offset.Zero);
    }
}
