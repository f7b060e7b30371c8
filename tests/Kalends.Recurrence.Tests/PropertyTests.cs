using CsCheck;
using NodaTime;

namespace Kalends.Recurrence.Tests;

[Rfc("5545", "3.3.10")]
public sealed class PropertyTests
{
    private static readonly Gen<Series> Endless = Series(Rules.Start);

    private static readonly Gen<Series> Any =
        from series in Endless
        from count in Gen.Int[0, 60]
        select count == 0 ? series : With(series, series.Rules[0].WithCount(count));

    private static readonly Gen<Series> InUtc =
        Series(Rules.Start.Select(start => start with { Zone = DateTimeZone.Utc }));

    [Fact]
    public void Instances_are_strictly_increasing_and_carry_their_offset() =>
        Any.Sample(series =>
        {
            var last = Instant.MinValue;
            foreach (var instance in series.Instances().Take(200))
            {
                Assert.True(instance.Start > last);
                last = instance.Start;
                Assert.Equal(series.Start.Zone.GetUtcOffset(instance.Start), instance.Offset);
                if (!series.Start.IsDate)
                    Assert.Equal(instance.Start.WithOffset(instance.Offset).LocalDateTime, instance.Local);
            }
        });

    [Fact]
    public void A_window_gives_what_the_whole_gives_there() =>
        Gen.Select(Any, Gen.Int[0, 99], Gen.Int[-3, 3], Gen.Int[0, 40]).Sample((series, index, beside, length) =>
        {
            var whole = series.Instances().Take(100).Select(instance => instance.Start).ToArray();
            var from = whole[index % whole.Length] + Duration.FromMinutes(45 * beside);
            var to = length < 20 ? from + Duration.FromHours(5 * length) : whole[^1];
            var expected = whole.Where(at => at >= from && at < to);
            Assert.Equal(expected, series.StartingIn(from, to).Select(instance => instance.Start).TakeWhile(at => at <= whole[^1]));
        });

    [Fact]
    public void Skipping_far_ahead_gives_what_stepping_there_gives() =>
        Gen.Select(Any, Gen.Int[100, 2_000]).Sample(
            (series, steps) =>
            {
                var stepped = series.Instances().Skip(steps).Take(5).ToArray();
                if (stepped.Length > 0)
                    Assert.Equal(stepped, series.StartingIn(stepped[0].Start, Instant.MaxValue).Take(5));
            },
            iter: 300);

    [Fact]
    public void Count_gives_a_prefix() =>
        Gen.Select(InUtc, Gen.Int[1, 300]).Sample((series, count) =>
            Assert.Equal(series.Instances().Take(count), With(series, series.Rules[0].WithCount(count)).Instances()));

    [Fact]
    public void Until_includes_the_instance_at_its_own_instant() =>
        Gen.Select(Endless.Where(series => !series.Start.IsDate), Gen.Int[0, 60]).Sample((series, index) =>
        {
            var prefix = series.Instances().Take(index + 1).ToArray();
            var ended = With(series, series.Rules[0].WithUntil(Until.At(prefix[^1].Start)));
            Assert.Equal(prefix, ended.Instances());
        });

    [Fact]
    public void The_last_instance_is_the_last_of_a_walk() =>
        Gen.Select(Endless, Gen.Int[1, 300], Gen.Bool).Sample((series, index, byCount) =>
        {
            var rule = series.Rules[0];
            var reached = series.Instances().Take(index).Last();
            var ended = With(series, byCount ? rule.WithCount(index) : rule.WithUntil(Until.On(reached.Local.Date)));
            Assert.Equal(ended.Instances().Last(), ended.Last());
            Assert.Null(IsEndless(series) ? series.Last() : null);
        });

    [Fact]
    public void Every_instance_is_found_by_its_wall_time_and_by_its_instant() =>
        Any.Sample(series =>
        {
            foreach (var instance in series.Instances().Take(30))
            {
                Assert.Equal(instance, series.Find(instance.Start));
                if (instance.Start.InZone(series.Start.Zone).LocalDateTime.InZoneLeniently(series.Start.Zone).ToInstant() == instance.Start)
                    Assert.Equal(instance, series.Find(instance.Local));
            }
        });

    [Fact]
    public void A_series_split_at_an_instance_with_its_count_divided_gives_the_same_instances() =>
        Gen.Select(InUtc, Gen.Int[2, 80], Gen.Int[1, 79]).Sample((series, count, index) =>
        {
            var whole = With(series, series.Rules[0].WithCount(count));
            var instances = whole.Instances().ToArray();
            var at = instances[index % instances.Length];
            var before = whole.CountBefore(at.Local);
            Assert.Equal(Array.IndexOf(instances, at), before);
            if (count == before)
                return;
            var later = Recurrence.Series.Create(
                whole.Start with { Local = at.Local }, [whole.Rules[0].WithCount((int)(count - before))], [], []);
            Assert.Equal(instances.Skip((int)before), later.Instances());
        });

    private static Gen<Series> Series(Gen<SeriesStart> starts) =>
        from start in starts
        from rule in start.IsDate ? Rules.Rule(Rules.Coarse) : Rules.Rule(Gen.OneOf(Rules.Coarse, Rules.Fine))
        select Recurrence.Series.Create(start, [rule], [], []);

    private static Series With(Series series, RecurrenceRule rule) => Recurrence.Series.Create(series.Start, [rule], [], []);

    private static bool IsEndless(Series series) => series.Rules[0] is { Count: null, Until: null };
}
