using NodaTime;

namespace Kalends.Recurrence.Tests;

/// <summary>Rules whose instants a search has found before: what <c>OracleTests</c> asks, without the search's time.</summary>
[Rfc("5545", "3.3.10")]
public sealed class SearchedRuleTests
{
    private static readonly Duration Second = Duration.FromSeconds(1);

    public static TheoryData<Frequency> Frequencies => [.. Enum.GetValues<Frequency>()];

    [Theory]
    [MemberData(nameof(Frequencies))]
    public void The_whole_is_what_the_search_found(Frequency frequency) => AssertAll(frequency, (searched, series) =>
        Assert.Equal(searched.Instants, Starts(series.Instances()).Take(searched.Instants.Length + (searched.GoesOn ? 0 : 1))));

    [Theory]
    [MemberData(nameof(Frequencies))]
    public void A_window_from_any_of_the_instants_begins_with_it(Frequency frequency) => AssertAll(frequency, (searched, series) =>
    {
        for (var i = 0; i < searched.Instants.Length; i++)
        {
            var rest = searched.Instants[i..];
            Assert.Equal(rest, Starts(series.StartingIn(rest[0], rest[^1] + Second)));
            Assert.Equal(rest[1..], Starts(series.StartingIn(rest[0] + Second, rest[^1] + Second)));
            Assert.Equal(rest[..^1], Starts(series.StartingIn(rest[0], rest[^1])));
        }
    });

    [Theory]
    [MemberData(nameof(Frequencies))]
    public void Every_instant_is_found_and_none_beside_it(Frequency frequency) => AssertAll(frequency, (searched, series) =>
    {
        foreach (var instant in searched.Instants)
        {
            Assert.Equal(instant, series.Find(instant)?.Start);
            if (!searched.Instants.Contains(instant + Second) && instant != searched.Instants[^1])
                Assert.Null(series.Find(instant + Second));
        }
    });

    [Theory]
    [MemberData(nameof(Frequencies))]
    public void The_last_of_a_set_that_ends_is_the_last_that_the_search_found(Frequency frequency) => AssertAll(frequency, (searched, series) =>
    {
        if (!searched.GoesOn)
            Assert.Equal(searched.Instants[^1], series.Last()?.Start);
    });

    // In UTC each wall time is one instant.
    [Theory]
    [MemberData(nameof(Frequencies))]
    public void Before_each_instance_count_has_counted_those_before_it(Frequency frequency)
    {
        var inUtc = SearchedRule.Kept(frequency).Where(searched => searched.Start.Zone.Id == "UTC").ToArray();
        Assert.NotEmpty(inUtc);
        foreach (var searched in inUtc)
        {
            var series = searched.ToSeries();
            for (var i = 0; i < searched.Instants.Length; i++)
            {
                var local = searched.Instants[i].InUtc().LocalDateTime;
                Assert.Equal(i, series.CountBefore(local));
                Assert.Equal(i + 1, series.CountBefore(local.PlusSeconds(1)));
                Assert.Equal(searched.Instants[i], series.Find(local)?.Start);
            }
        }
    }

    private static void AssertAll(Frequency frequency, Action<SearchedRule, Series> assert)
    {
        foreach (var searched in SearchedRule.Kept(frequency))
            assert(searched, searched.ToSeries());
    }

    private static IEnumerable<Instant> Starts(IEnumerable<Instance> instances) => instances.Select(instance => instance.Start);
}
