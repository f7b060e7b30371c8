using System.Collections.Immutable;
using CsCheck;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Occurrences;
using Kalends.Storage.Events;
using Kalends.Storage.Occurrences;
using Kalends.Testing.Building;
using NodaTime;
using Xunit;

namespace Kalends.Testing.Contract;

/// <summary>The projection: ranges, generations, and what the index says about itself.</summary>
public abstract class OccurrenceContract(StorageLab lab) : StorageContract(lab)
{
    private static readonly int[] Edges = [0, 1, 86_400, 86_401, 8 * 86_400, (8 * 86_400) + 1, 64 * 86_400, (64 * 86_400) + 1];

    private static readonly Gen<Duration> Lengths = Gen.OneOf(
        Gen.Int[0, Edges.Length - 1].Select(edge => Edges[edge]), Gen.Int[1, 86_400], Gen.Int[1, 20 * 86_400], Gen.Int[1, 900 * 86_400])
        .Select(seconds => Duration.FromSeconds((long)seconds));

    private static readonly Gen<Instant> Starts = Gen.OneOf(
        Gen.Int[-40, 40].Select(day => day * 86_400), Gen.Int[-40 * 86_400, 40 * 86_400])
        .Select(seconds => Make.Monday + Duration.FromSeconds((long)seconds));

    private static readonly Gen<(Instant From, Instant To)> Ranges =
        Gen.Select(Starts, Gen.Int[1, 45 * 86_400]).Select((from, length) => (from, from + Duration.FromSeconds((long)length)));

    private readonly CalendarId calendar = Make.CalendarId();

    [Fact]
    public async Task Pages_give_each_overlapping_occurrence_once_in_order() =>
        await Gen.Select(Gen.Select(Starts, Lengths, Gen.Int[0, 3]).Array[0, 60], Ranges, Gen.Int[1, 9], Gen.Bool)
            .SampleAsync(async (spans, range, pageSize, withCancelled) =>
            {
                CalendarId calendar = Make.CalendarId();
                List<Occurrence> all = [];
                foreach (var some in spans.Chunk(12)) all.AddRange(await Fill(calendar, some));
                var expected = all.Where(occurrence => occurrence.Times.Overlaps(range.From, range.To))
                    .Where(occurrence => withCancelled || occurrence.Face.Status != EventStatus.Cancelled)
                    .OrderBy(occurrence => new OccurrenceKey(occurrence.Times.Start, occurrence.Id));
                var query = new OccurrenceQuery(calendar, range.From, range.To) { Limit = pageSize, WithCancelled = withCancelled };
                Assert.Equal(expected, await ReadAll(query));
            }, iter: Rounds(100), threads: 1);

    [Fact]
    public async Task An_occurrence_of_any_length_is_found_up_to_its_last_second()
    {
        foreach (int seconds in Edges.Skip(1))
        {
            Event @event = Make.Event(calendar);
            Occurrence occurrence = Make.Occurrence(@event, Make.Monday, Duration.FromSeconds((long)seconds));
            await Commit(@event, [occurrence]);
            var query = new OccurrenceQuery(calendar, occurrence.Times.End - Duration.FromSeconds(1), occurrence.Times.End) { Limit = 9 };
            Assert.Contains(occurrence, await ReadAll(query));
            query = query with { From = occurrence.Times.End, To = occurrence.Times.End + Duration.FromSeconds(1) };
            Assert.DoesNotContain(occurrence, await ReadAll(query));
        }
    }

    [Fact]
    public async Task Many_occurrences_with_one_start_are_paged_by_id()
    {
        Event @event = Make.Series(calendar);
        Face face = Make.Face(@event);
        Occurrence[] same = [.. Enumerable.Range(0, 30).Select(_ =>
            Make.Occurrence(@event, Make.Monday, Duration.FromHours(1), face) with { Id = new OccurrenceId(Make.EventId().Value) })];
        await Commit(@event, [.. same]);
        var query = new OccurrenceQuery(calendar, Make.Monday, Make.Monday + Duration.FromDays(1)) { Limit = 7 };
        Assert.Equal(same.OrderBy(occurrence => occurrence.Id), await ReadAll(query));
    }

    [Fact]
    public async Task An_event_whose_projection_was_not_made_shows_as_unprojected_until_it_is()
    {
        Event @event = Make.Event(calendar);
        await Set.Events.Commit(Make.Commit(@event), Cancellation);
        Assert.Equal([@event.Id], (await ReadWeek()).Unprojected);
        Assert.Contains(new ProjectionDue(calendar, @event.Id), await Set.Occurrences.ReadUnprojected(WorkShard.Whole, 100, Cancellation));
        await Set.Occurrences.Apply(Make.Projection(@event, Hour(@event, 9)), Cancellation);
        OccurrencePage page = await ReadWeek();
        Assert.Empty(page.Unprojected);
        Assert.Equal(@event.Id, Assert.Single(page.Items).EventId);
        Assert.Equal(1, page.Sequence);
        Assert.Empty(await Set.Occurrences.ReadUnprojected(WorkShard.Whole, 100, Cancellation));
    }

    [Fact]
    public async Task An_older_projection_never_replaces_a_newer_one_and_one_of_the_future_is_ignored()
    {
        Event first = Make.Event(calendar);
        Event second = first.Edited("second");
        await Set.Events.Commit(Make.Commit(first), Cancellation);
        await Set.Events.Commit(Make.Commit(second), Cancellation);
        await Set.Occurrences.Apply(Make.Projection(second, Hour(second, 10)), Cancellation);
        await Set.Occurrences.Apply(Make.Projection(first, Hour(first, 9)), Cancellation);
        await Set.Occurrences.Apply(Make.Projection(second.Edited("third"), Hour(first, 11)), Cancellation);
        Assert.Equal("second", Assert.Single((await ReadWeek()).Items).Face.Title);
        await Set.Occurrences.Apply(Make.Projection(second, Hour(second, 12), Hour(second, 13)), Cancellation);
        Assert.Equal([12, 13], (await ReadWeek()).Items.Select(item => item.Times.Start.InUtc().Hour));
    }

    [Fact]
    public async Task An_event_in_the_trash_leaves_every_range()
    {
        Event @event = Make.Event(calendar);
        await Commit(@event, [Hour(@event, 9)]);
        Event trashed = @event.Trashed(Make.Monday);
        await Commit(trashed, []);
        Assert.Empty((await ReadWeek()).Items);
        Assert.Empty((await ReadWeek()).Unprojected);
    }

    [Fact]
    public async Task Readers_see_the_whole_of_a_large_series_or_nothing_of_it()
    {
        Event series = Make.Series(calendar);
        await Commit(series, [.. Minutes(series, 5_000)]);
        Event shorter = series.Edited("shorter");
        await Set.Events.Commit(Make.Commit(shorter), Cancellation);
        Task applying = Set.Occurrences.Apply(Make.Projection(shorter, [.. Minutes(shorter, 4_500)]), Cancellation);
        while (!applying.IsCompleted) AssertWhole(await ReadMany());
        await applying;
        Assert.Equal(4_500, (await ReadMany()).Items.Length);
        await Commit(shorter.Edited("short"), [Hour(shorter, 9)]);
        Assert.Single((await ReadMany()).Items);
    }

    [Fact]
    public async Task Covered_is_where_every_live_series_is_projected()
    {
        Assert.Equal(new Interval(null, null), (await ReadWeek()).Covered);
        (Event first, Event second) = (Make.Series(calendar), Make.Series(calendar));
        await Commit(Make.Event(calendar), []);
        await Project(first, -30, 60);
        await Project(second, -20, 90);
        Assert.Equal(Days(-20, 60), (await ReadWeek()).Covered);
        await Commit(first.Trashed(Make.Monday), []);
        Assert.Equal(Days(-20, 90), (await ReadWeek()).Covered);
    }

    [Fact]
    public async Task Outdated_are_series_that_end_early_and_whatever_another_tzdb_made()
    {
        (Event early, Event late, Event single, Event old) =
            (Make.Series(calendar), Make.Series(calendar), Make.Event(calendar), Make.Event(calendar));
        await Project(early, -30, 60);
        await Project(late, -30, 61);
        await Commit(single, [Hour(single, 9)]);
        await Set.Events.Commit(Make.Commit(old), Cancellation);
        await Set.Occurrences.Apply(Make.Projection(old) with { Tzdb = "2025c" }, Cancellation);
        await Commit(Make.Event(calendar).Trashed(Make.Monday) with { Revision = 1 }, []);
        Instant end = Days(-30, 61).End;
        ImmutableArray<OutdatedProjection> due = await Set.Occurrences.ReadOutdated(Outdated(end, "2026a"), 100, Cancellation);
        Assert.Equal([.. new[] { early.Id, old.Id }.Order()], due.Select(item => item.Due.EventId).Order());
        Assert.Contains(new OutdatedProjection(new ProjectionDue(calendar, old.Id), "2025c", WindowEnd: null), due);
        Assert.Contains(new OutdatedProjection(new ProjectionDue(calendar, early.Id), "2026a", Days(-30, 60).End), due);
        Assert.Equal(4, (await Set.Occurrences.ReadOutdated(Outdated(end, "2026b"), 100, Cancellation)).Length);
        Assert.Equal(2, (await Set.Occurrences.ReadOutdated(Outdated(end, "2026b"), 2, Cancellation)).Length);
    }

    [Fact]
    public async Task Each_calendar_s_work_is_in_one_shard_of_as_many()
    {
        Event[] made = [.. Enumerable.Range(0, 12).Select(_ => Make.Series(Make.CalendarId()))];
        foreach (Event @event in made) await Set.Events.Commit(Make.Commit(@event), Cancellation);
        Assert.Equal(made.Select(Shard), await FindShards(async shard => await Set.Occurrences.ReadUnprojected(shard, 100, Cancellation)));
        foreach (Event @event in made) await Set.Occurrences.Apply(Make.Projection(@event), Cancellation);
        Assert.Equal(made.Select(Shard), await FindShards(async shard =>
            [.. (await Set.Occurrences.ReadOutdated(new OutdatedQuery(shard, Make.Monday, "2026c"), 100, Cancellation)).Select(item => item.Due)]));

        async Task<IEnumerable<WorkShard>> FindShards(Func<WorkShard, Task<ImmutableArray<ProjectionDue>>> read)
        {
            var found = new Dictionary<EventId, WorkShard>();
            for (int number = 0; number < 3; number++)
                foreach (ProjectionDue due in await read(new WorkShard(number, 3)))
                    found.Add(due.EventId, new WorkShard(number, 3));
            return made.Select(@event => found[@event.Id]);
        }

        static WorkShard Shard(Event @event) => new((int)(@event.CalendarId.Value % 3), 3);
    }

    [Fact]
    public async Task A_confirmed_projection_stays_and_counts_as_made_with_the_other_tzdb()
    {
        (Event series, Event single, Event overtaken) = (Make.Series(calendar), Make.Event(calendar), Make.Event(calendar));
        await Project(series, -30, 61);
        await Commit(single, [Hour(single, 9)]);
        await Commit(overtaken, [Hour(overtaken, 10)]);
        OccurrencePage before = await ReadMany();
        ConfirmedProjection Same(Event @event, long generation) => new(new ProjectionDue(calendar, @event.Id), generation);
        await Set.Occurrences.Confirm([Same(series, 1), Same(single, 1), Same(overtaken, 0)], "2026b", Cancellation);
        Instant end = Days(-30, 61).End;
        OutdatedProjection due = Assert.Single(await Set.Occurrences.ReadOutdated(Outdated(end, "2026b"), 100, Cancellation));
        Assert.Equal(new OutdatedProjection(new ProjectionDue(calendar, overtaken.Id), "2026a", WindowEnd: null), due);
        OccurrencePage after = await ReadMany();
        Assert.Equal(before.Items, after.Items);
        Assert.Equal((before.Covered, before.Sequence), (after.Covered, after.Sequence));
        Assert.Empty(after.Unprojected);
        Assert.Equal(3, (await Set.Occurrences.ReadOutdated(Outdated(end, "2026c"), 100, Cancellation)).Length);
    }

    [Fact]
    public async Task A_purged_event_leaves_no_occurrence()
    {
        Event series = Make.Series(calendar);
        await Commit(series, [.. Minutes(series, 3_000)]);
        await Set.Events.Purge(series, Cancellation);
        Assert.Empty((await ReadMany()).Items);
        Assert.Equal(new Interval(null, null), (await ReadMany()).Covered);
        await Set.Occurrences.Apply(Make.Projection(series, Hour(series, 9)), Cancellation);
        Assert.Empty((await ReadMany()).Items);
    }

    private static void AssertWhole(OccurrencePage page)
    {
        string title = Assert.Single(page.Items.Select(item => item.Face.Title).Distinct());
        Assert.Equal(title == "shorter" ? 4_500 : 5_000, page.Items.Length);
        Assert.Equal(title != "shorter", page.Unprojected.Length == 1);
    }

    private async Task<List<Occurrence>> Fill(CalendarId calendar, (Instant Start, Duration Length, int Kind)[] spans)
    {
        if (spans.Length == 0) return [];
        List<(Event Event, Occurrence Occurrence)> made = [.. spans.Select(span =>
        {
            Event @event = Make.Event(calendar);
            Face face = Make.Face(@event) with { Status = span.Kind == 0 ? EventStatus.Cancelled : EventStatus.Confirmed };
            return (@event, Make.Occurrence(@event, span.Start, span.Length, face));
        })];
        EventCommit commit = Make.Commit([.. made.Select(pair => pair.Event)]) with
        {
            Projections = [.. made.Select(pair => Make.Projection(pair.Event, pair.Occurrence))],
        };
        await Set.Events.Commit(commit, Cancellation);
        await Settle();
        return [.. made.Select(pair => pair.Occurrence)];
    }

    private async Task<List<Occurrence>> ReadAll(OccurrenceQuery query)
    {
        List<Occurrence> items = [];
        OccurrencePage page;
        do
        {
            page = await Set.Occurrences.Read(query, Cancellation);
            items.AddRange(page.Items);
            if (page.HasMore) query = query with { After = new OccurrenceKey(page.Items[^1].Times.Start, page.Items[^1].Id) };
        }
        while (page.HasMore);
        return items;
    }

    private async Task Commit(Event @event, ImmutableArray<Occurrence> occurrences)
    {
        Assert.IsType<CommitResult.Committed>(await Set.Events.Commit(Make.Commit(@event), Cancellation));
        await Set.Occurrences.Apply(Make.Projection(@event, occurrences.AsSpan()), Cancellation);
    }

    private async Task Project(Event series, int from, int to)
    {
        await Set.Events.Commit(Make.Commit(series), Cancellation);
        await Set.Occurrences.Apply(Make.Projection(series) with { Window = Days(from, to) }, Cancellation);
    }

    private async Task<OccurrencePage> ReadWeek() => await Set.Occurrences.Read(
        new OccurrenceQuery(calendar, Make.Monday, Make.Monday + Duration.FromDays(7)) { Limit = 100 }, Cancellation);

    private async Task<OccurrencePage> ReadMany() => await Set.Occurrences.Read(
        new OccurrenceQuery(calendar, Make.Monday, Make.Monday + Duration.FromDays(7)) { Limit = 6_000 }, Cancellation);

    private static Occurrence Hour(Event @event, int hour) =>
        Make.Occurrence(@event, Make.Monday + Duration.FromHours(hour), Duration.FromHours(1));

    private static IEnumerable<Occurrence> Minutes(Event @event, int count)
    {
        Face face = Make.Face(@event);
        return Enumerable.Range(0, count)
            .Select(n => Make.Occurrence(@event, Make.Monday + Duration.FromMinutes(n), Duration.FromMinutes(1), face));
    }

    private static OutdatedQuery Outdated(Instant end, string tzdb) => new(WorkShard.Whole, end, tzdb);

    private static Interval Days(int from, int to) => new(Make.Monday + Duration.FromDays(from), Make.Monday + Duration.FromDays(to));
}
