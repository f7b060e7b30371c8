using CsCheck;
using Kalends.Domain.Conflicts;
using Kalends.Domain.Events;
using Kalends.Domain.Events.Drafts;
using Kalends.Domain.Occurrences;
using NodaTime;

namespace Kalends.Domain.Tests.Conflicts;

public sealed class BusyTimeTests
{
    private static readonly Instant Zero = Instant.FromUtc(2026, 3, 2, 0, 0);
    private static readonly Occurrence Pattern = Given.Year(Given.Event("2026-03-02T09:00:00"))[0];

    private static readonly Gen<Occurrence[]> Days =
        Gen.Select(Gen.Int[0, 60], Gen.Int[0, 12], Gen.Bool).Array[0, 30].Select(spans =>
            spans.Select((span, i) => At(i, span.Item1, span.Item1 + span.Item2, span.Item3)).Order(OccurrenceOrder.Instance).ToArray());

    [Fact]
    public void Overlapping_and_adjacent_times_are_one_span() =>
        Assert.Equal([Span(0, 4), Span(5, 7)], BusyTime.Merge([At(1, 0, 2), At(2, 1, 3), At(3, 3, 4), At(4, 5, 7), At(5, 6, 7)]));

    [Fact]
    public void Two_that_touch_do_not_conflict() => Assert.Empty(Pairs([At(1, 0, 2), At(2, 2, 3)]));

    [Fact]
    public void What_is_shared_is_the_overlap()
    {
        var (a, b) = (At(1, 0, 4), At(2, 1, 3));
        Assert.Equal([new Conflict<Occurrence>(Span(1, 3), a, b)], Pairs([a, b]));
    }

    [Fact]
    public void Transparent_cancelled_and_empty_ones_take_no_time()
    {
        Occurrence[] none =
        [
            At(1, 0, 4) with { Face = Pattern.Face with { Transparency = Transparency.Transparent } },
            At(2, 0, 4) with { Face = Pattern.Face with { Status = EventStatus.Cancelled } },
            At(3, 1, 1),
        ];
        Assert.Empty(BusyTime.Merge(none));
        Assert.Empty(Pairs([At(4, 0, 4), .. none]));
    }

    [Fact]
    public void Tentative_ones_take_time() =>
        Assert.Single(BusyTime.Merge([At(1, 0, 4) with { Face = Pattern.Face with { Status = EventStatus.Tentative } }]));

    [Fact]
    public void Instances_of_one_series_can_conflict_with_each_other()
    {
        var series = Given.Year(Given.Event(new EventDraft
        {
            Title = "Long",
            Start = new("2026-03-02T09:00:00"),
            End = new("2026-03-03T10:00:00"),
            Recurrence = ["RRULE:FREQ=DAILY;COUNT=3"],
        }));
        Assert.Equal(2, BusyTime.Conflicts(series, o => o).Count());
    }

    [Fact]
    public void The_pairs_are_those_that_every_pair_compared_gives() => Days.Sample(day =>
    {
        var expected = from a in day.Index() from b in day.Index()
                       where a.Index < b.Index && TakesTime(a.Item) && TakesTime(b.Item)
                       let overlap = new BusySpan(Instant.Max(a.Item.Times.Start, b.Item.Times.Start), Instant.Min(a.Item.Times.End, b.Item.Times.End))
                       where overlap.Start < overlap.End
                       select (overlap, a.Item.Id, b.Item.Id);
        var found = BusyTime.Conflicts(day, o => o).Select(c => (c.Overlap, c.First.Id, c.Second.Id)).ToList();
        Assert.Equal(expected.Order(Comparer<(BusySpan, OccurrenceId, OccurrenceId)>.Create(Compare)), found.Order(Comparer<(BusySpan, OccurrenceId, OccurrenceId)>.Create(Compare)));
        Assert.Equal(found.Select(c => c.Overlap.Start).Order(), found.Select(c => c.Overlap.Start));
    });

    [Fact]
    public void A_moment_is_in_a_span_exactly_when_something_takes_it() => Days.Sample(day =>
    {
        var spans = BusyTime.Merge(day);
        for (var i = 0; i < 80; i++)
        {
            var moment = Zero + Duration.FromHours(i);
            Assert.Equal(
                day.Any(o => TakesTime(o) && o.Times.Start <= moment && moment < o.Times.End),
                spans.Any(s => s.Start <= moment && moment < s.End));
        }
        Assert.All(spans.Zip(spans.Skip(1)), pair => Assert.True(pair.First.End < pair.Second.Start));
    });

    private static int Compare((BusySpan Span, OccurrenceId First, OccurrenceId Second) a, (BusySpan Span, OccurrenceId First, OccurrenceId Second) b) =>
        a.First != b.First ? a.First.CompareTo(b.First) : a.Second.CompareTo(b.Second);

    private static List<Conflict<Occurrence>> Pairs(Occurrence[] ordered) => [.. BusyTime.Conflicts(ordered, o => o)];

    private static bool TakesTime(Occurrence o) => o.Face.Transparency == Transparency.Opaque && o.Times.Start < o.Times.End;

    private static BusySpan Span(int start, int end) => new(Zero + Duration.FromHours(start), Zero + Duration.FromHours(end));

    private static Occurrence At(int id, int start, int end, bool isTransparent = false)
    {
        var (from, to) = (Span(start, end).Start, Span(start, end).End);
        return Pattern with
        {
            Id = new OccurrenceId(Given.Id(id).Value),
            Times = Pattern.Times with { Start = from, End = to },
            Face = isTransparent ? Pattern.Face with { Transparency = Transparency.Transparent } : Pattern.Face,
        };
    }
}
