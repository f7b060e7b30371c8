using System.Collections.Concurrent;
using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Storage.Cluster.Cassandra;
using Kalends.Storage.Events;
using Kalends.Storage.Occurrences;
using Kalends.Testing.Building;
using NodaTime;

namespace Kalends.Storage.Tests.Cassandra;

/// <summary>What an operation costs in requests, and what happens when one of them is lost.</summary>
public sealed class RequestTests(CassandraServers servers) : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly ConcurrentQueue<string> requests = [];
    private readonly CalendarId calendar = Make.CalendarId();
    private CassandraPartitions partitions = null!;

    public async ValueTask InitializeAsync() => partitions = await servers.Open(await servers.MakeOptions());

    public ValueTask DisposeAsync() => partitions.DisposeAsync();

    [Fact]
    public async Task A_week_view_takes_three_requests_and_the_newest_sequence_one()
    {
        foreach (int _ in Enumerable.Range(0, 3)) await Create();
        Assert.Equal(3, await Count(async () => Assert.Equal(3, (await ReadWeek()).Items.Length)));
        Assert.Equal(1, await Count(async () => Assert.Equal(3, (await partitions.Events.ReadChanges(calendar, long.MaxValue, 1, None)).Head)));
    }

    [Fact]
    public async Task Of_what_a_commit_takes_one_request_is_conditional()
    {
        await Create();
        Assert.Equal(7, await Count(Create));
        Assert.Single(requests, request => request == "BATCH");
    }

    [Fact]
    public async Task An_event_is_found_by_its_id_in_two_requests()
    {
        Event made = await Create();
        Assert.Equal(2, await Count(async () =>
        {
            Assert.Equal(calendar, await partitions.Events.Locate(made.Id, None));
            Assert.NotNull(await partitions.Events.Find(calendar, made.Id, None));
        }));
    }

    [Fact]
    public async Task A_change_that_is_not_known_to_be_settled_is_read_through_agreement_and_then_is()
    {
        partitions.Database.BeforeRequest = cql => cql.Contains("SET settled", StringComparison.Ordinal)
            ? Task.FromException(new StorageException("lost"))
            : Task.CompletedTask;
        Event made = await Create();
        Assert.Equal(3, await Count(async () => Assert.NotNull(await partitions.Events.Find(calendar, made.Id, None))));
        Assert.Equal(1, await Count(async () => Assert.NotNull(await partitions.Events.Find(calendar, made.Id, None))));
    }

    [Fact]
    public async Task A_full_calendar_takes_no_new_events_but_edits_and_deletions()
    {
        await using CassandraPartitions small = await servers.Open(await servers.MakeOptions() with { MostCalendarBytes = 2_000 });
        Event last = Make.Event(calendar);
        CommitResult result = new CommitResult.Committed(0);
        for (int n = 0; n < 10 && result is CommitResult.Committed; n++) result = await small.Events.Commit(Make.Commit(last = Make.Event(calendar)), None);
        Assert.Equal(CommitResult.Full.OfBytes(2_000), result);
        Event there = (await small.Events.ReadChanges(calendar, 0, 10, None)).Items[0].Event;
        Assert.IsType<CommitResult.Committed>(await small.Events.Commit(Make.Commit(there.Edited("edited")), None));
        Assert.IsType<CommitResult.Committed>(await small.Events.Commit(Make.Commit(there.Edited("edited").Trashed(Make.Monday)), None));
        Assert.Null(await small.Events.Find(calendar, last.Id, None));
    }

    [Fact]
    public async Task Texts_of_any_length_are_stored_with_many_events_in_one_commit()
    {
        string text = string.Concat(Enumerable.Repeat("☂ Türen, ", 20_000));
        ImmutableArray<Event> made = [.. Enumerable.Range(0, EventCommit.MaxEvents).Select(n =>
            Make.Event(calendar) with { Content = Make.Content($"number {n}") with { Description = n % 10 == 0 ? text : "" } })];
        EventCommit commit = Make.Commit(made.AsSpan()) with { Projections = [.. made.Select(Project)] };
        Assert.IsType<CommitResult.Committed>(await partitions.Events.Commit(commit, None));
        var found = await partitions.Events.FindMany(calendar, [.. made.Select(e => e.Id)], None);
        Assert.Equal(10, found.Count(e => e.Content.Description == text));
        Assert.Equal(text, (await partitions.Events.FindHistory(calendar, made[0].Id, 1, None))!.After.Content.Description);
        Assert.Equal(10, (await ReadWeek()).Items.Count(item => item.Face.Description == text));
    }

    private async Task<Event> Create()
    {
        Event made = Make.Event(calendar);
        EventCommit commit = Make.Commit(made) with { Projections = [Project(made)] };
        Assert.IsType<CommitResult.Committed>(await partitions.Events.Commit(commit, None));
        await partitions.Settle();
        return made;
    }

    private async Task<int> Count(Func<Task> work)
    {
        requests.Clear();
        partitions.Database.BeforeRequest = cql =>
        {
            requests.Enqueue(cql);
            return Task.CompletedTask;
        };
        await work();
        await partitions.Settle();
        partitions.Database.BeforeRequest = null;
        return requests.Count;
    }

    private static Projection Project(Event @event) =>
        Make.Projection(@event, Make.Occurrence(@event, Make.Monday + Duration.FromHours(9), Duration.FromHours(1)));

    private ValueTask<OccurrencePage> ReadWeek() => partitions.Occurrences.Read(
        new OccurrenceQuery(calendar, Make.Monday, Make.Monday + Duration.FromDays(7)) { Limit = 250 }, None);
}
