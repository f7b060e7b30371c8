using System.Collections.Concurrent;
using System.Collections.Immutable;
using Kalends.Cql;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Domain.Notifications;
using Kalends.Storage.Cluster.Cassandra;
using Kalends.Storage.Cluster.Cassandra.Notifications;
using Kalends.Storage.Notifications;
using Kalends.Storage.Occurrences;
using Kalends.Testing.Building;
using NodaTime;

namespace Kalends.Storage.Tests.Cassandra;

/// <summary>What a delivery costs in requests, and what does not fit into one answer.</summary>
public sealed class DeliveryRequestTests(CassandraServers servers) : IAsyncLifetime
{
    private const int Many = 20;

    private readonly UserId user = Make.UserId();
    private readonly CalendarId calendar = Make.CalendarId();
    private CassandraPartitions partitions = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => partitions = await servers.Open(await servers.MakeOptions() with { RowsAtOnce = 3 });

    public ValueTask DisposeAsync() => partitions.DisposeAsync();

    [Fact]
    public async Task That_one_was_sent_is_said_in_two_requests_without_agreement()
    {
        Notification due = Due(Make.Event(calendar), 0);
        await partitions.Notifications.Add([due], Cancellation);
        var requests = new ConcurrentQueue<string>();
        partitions.Database.BeforeRequest = cql =>
        {
            requests.Enqueue(cql);
            return Task.CompletedTask;
        };
        await partitions.Notifications.Settle([new(due, due with { Status = NotificationStatus.Sent })], Cancellation);
        partitions.Database.BeforeRequest = null;
        Assert.Equal(2, requests.Count);
        Assert.DoesNotContain("BATCH", requests);
    }

    [Fact]
    public async Task What_an_event_has_due_in_one_minute_is_listed_in_one_request()
    {
        Event @event = Make.Event(calendar);
        ImmutableArray<Notification> due = [.. Enumerable.Range(0, 2 * 60).Where(n => n % 10 == 0).Select(n => Due(@event, n))];
        var requests = new ConcurrentQueue<string>();
        partitions.Database.BeforeRequest = cql =>
        {
            requests.Enqueue(cql);
            return Task.CompletedTask;
        };
        await partitions.Notifications.Add(due, Cancellation);
        partitions.Database.BeforeRequest = null;
        Assert.Equal(2, requests.Count(cql => cql.Contains("INTO pending_notifications", StringComparison.Ordinal)));
        var span = new DueSpan(partitions.Notifications.Shards.Of(due[0]), Make.Monday, Make.Monday + Duration.FromMinutes(2));
        Assert.Equal(due.Length, (await partitions.Notifications.ReadDue(new DueQuery(span, 100), Cancellation)).Items.Length);
    }

    [Fact]
    public async Task Of_what_is_settled_together_only_what_could_not_be_written_stays_due_and_the_marks_share_a_request()
    {
        ImmutableArray<Notification> due = [.. Enumerable.Range(0, 3).Select(n => Due(Make.Event(calendar), n))];
        await partitions.Notifications.Add(due, Cancellation);
        var requests = new ConcurrentQueue<string>();
        int said = 0;
        partitions.Database.BeforeRequest = cql =>
        {
            requests.Enqueue(cql);
            return cql == NotificationRows.InsertSent.Text && Interlocked.Increment(ref said) == 1
                ? Task.FromException(new StorageException("lost"))
                : Task.CompletedTask;
        };
        ImmutableArray<SettledNotification> settled = [.. due.Select(one => new SettledNotification(one, one with { Status = NotificationStatus.Sent }))];
        await Assert.ThrowsAsync<StorageException>(() => partitions.Notifications.Settle(settled, Cancellation));
        partitions.Database.BeforeRequest = null;
        Assert.Equal(due.Length + 1, requests.Count);
        var span = new DueSpan(partitions.Notifications.Shards.Of(due[0]), Make.Monday, Make.Monday + Duration.FromMinutes(1));
        Assert.Single((await partitions.Notifications.ReadDue(new DueQuery(span, 10), Cancellation)).Items);
    }

    [Fact]
    public async Task A_users_notifications_are_read_whole_however_many_they_are()
    {
        ImmutableArray<Notification> due = [.. Enumerable.Range(0, Many).Select(n => Due(Make.Event(calendar), n))];
        await partitions.Notifications.Add(due, Cancellation);
        await partitions.Notifications.Settle([.. due.Select(one => new SettledNotification(one, one with { Status = NotificationStatus.Sent }))], Cancellation);
        var shown = await partitions.Notifications.ReadOf(user, Make.Monday, Make.Monday + Duration.FromDays(1), Cancellation);
        Assert.Equal(due.Select(one => one with { Status = NotificationStatus.Sent }), shown);
    }

    [Fact]
    public async Task A_range_is_read_whole_however_many_events_it_has()
    {
        ImmutableArray<Event> made = [.. Enumerable.Range(0, Many).Select(_ => Make.Event(calendar))];
        ImmutableArray<Projection> projections =
            [.. made.Select(one => Make.Projection(one, Make.Occurrence(one, Make.Monday + Duration.FromHours(9), Duration.FromHours(1))))];
        await partitions.Events.Commit(Make.Commit(made.AsSpan()) with { Projections = projections }, Cancellation);
        var week = new OccurrenceQuery(calendar, Make.Monday, Make.Monday + Duration.FromDays(7)) { Limit = 250 };
        Assert.Equal(Many, (await partitions.Occurrences.Read(week, Cancellation)).Items.Length);
    }

    [Fact]
    public async Task An_answer_that_must_come_in_one_piece_is_never_cut_off()
    {
        await partitions.Notifications.Add([.. Enumerable.Range(0, Many).Select(n => Due(Make.Event(calendar), n))], Cancellation);
        CqlStatement all = partitions.Database.Bind(NotificationRows.SelectAll).Value(user.Value);
        all.PageSize = Many - 1;
        await Assert.ThrowsAsync<StorageException>(() => partitions.Database.Run(all, Cancellation));
    }

    private Notification Due(Event @event, int second) => new()
    {
        Id = Make.EventId().Value, UserId = user, CalendarId = calendar, EventId = @event.Id, OccurrenceId = default,
        Start = Make.Monday + Duration.FromMinutes(10), TriggerTime = Make.Monday + Duration.FromSeconds(second), Offset = 10,
        Channel = Channel.Webhook, NextAttempt = Make.Monday + Duration.FromSeconds(second),
    };
}
