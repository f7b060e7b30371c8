using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Domain.Notifications;
using Kalends.Domain.Occurrences;
using Kalends.Storage.Cluster.Cassandra;
using Kalends.Storage.Events;
using Kalends.Storage.Occurrences;
using Kalends.Testing.Building;
using NodaTime;

namespace Kalends.Storage.Tests.Cassandra;

/// <summary>The stores die before each of their requests in turn; others find nothing half done, or finish it.</summary>
public sealed class CassandraDeathTests(CassandraServers servers) : IAsyncLifetime
{
    private const int Requests = 100;
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly UserId user = Make.UserId();
    private CassandraPartitions dying = null!, next = null!;

    public async ValueTask InitializeAsync()
    {
        var options = await servers.MakeOptions();
        (dying, next) = (await servers.Open(options), await servers.Open(options));
    }

    public async ValueTask DisposeAsync()
    {
        await dying.DisposeAsync();
        await next.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_commit_is_there_whole_or_not_at_all_and_the_worker_finishes_its_projections(bool areProjected)
    {
        bool lived = false;
        for (int spared = 0; !lived; spared++)
        {
            Assert.InRange(spared, 0, Requests);
            CalendarId calendar = Make.CalendarId();
            ImmutableArray<Event> events = [Make.Event(calendar), Make.Event(calendar, new string('x', 9_000)), Make.Series(calendar)];
            EventCommit commit = Make.Commit(events.AsSpan()) with { Projections = areProjected ? [.. events.Select(Project)] : [] };
            lived = await new Death(spared).Strike(dying, () => dying.Events.Commit(commit, None));
            await Check(calendar, events);
        }
    }

    [Fact]
    public async Task Nobody_sees_half_of_a_projection()
    {
        bool lived = false;
        for (int spared = 0; !lived; spared++)
        {
            Assert.InRange(spared, 0, Requests);
            Event series = Make.Series(Make.CalendarId(), "old");
            await next.Events.Commit(Make.Commit(series) with { Projections = [Weeks(series, 40)] }, None);
            Event edited = series.Edited("new");
            await next.Events.Commit(Make.Commit(edited), None);
            lived = await new Death(spared).Strike(dying, () => dying.Occurrences.Apply(Weeks(edited, 41), None));
            OccurrencePage page = await Read(series.CalendarId);
            Assert.Equal(page.Unprojected.IsEmpty ? (41, "new") : (40, "old"), (page.Items.Length, page.Items[0].Face.Title));
            Assert.Single(page.Items.Select(item => item.Face.Title).Distinct());
            await next.Occurrences.Apply(Weeks(edited, 41), None);
            Assert.Equal(41, (await Read(series.CalendarId)).Items.Length);
            Assert.Empty(await next.Occurrences.ReadUnprojected(WorkShard.Whole, 10, None));
        }
    }

    [Fact]
    public async Task A_purged_event_is_there_whole_or_gone()
    {
        bool lived = false;
        for (int spared = 0; !lived; spared++)
        {
            Assert.InRange(spared, 0, Requests);
            Event made = Make.Event(Make.CalendarId());
            var reminders = new ReminderSetting(made.Id, user, [5]);
            await next.Events.Commit(Make.Commit(made) with { Reminders = [reminders], Projections = [Project(made)] }, None);
            lived = await new Death(spared).Strike(dying, () => dying.Events.Purge(made, None));
            int there = await next.Events.Find(made.CalendarId, made.Id, None) is null ? 0 : 1;
            Assert.Equal(there, (await next.Events.ReadChanges(made.CalendarId, 0, 10, None)).Items.Length);
            Assert.Equal(there, (await next.Events.ReadHistory(made.CalendarId, made.Id, null, 10, None)).Items.Length);
            Assert.Equal(there, (await next.Events.ReadReminders(made.CalendarId, made.Id, None)).Length);
            Assert.Equal(there, (await next.Events.ReadReminders(made.CalendarId, user, [made.Id], None)).Length);
            Assert.Equal(there, (await Read(made.CalendarId)).Items.Length);
        }
    }

    [Fact]
    public async Task A_commit_that_is_given_up_is_there_whole_or_not_at_all()
    {
        for (int milliseconds = 0; milliseconds < 60; milliseconds += 3)
        {
            CalendarId calendar = Make.CalendarId();
            ImmutableArray<Event> events = [Make.Event(calendar), Make.Event(calendar), Make.Series(calendar)];
            using var giving = new CancellationTokenSource(TimeSpan.FromMilliseconds(milliseconds));
            try
            {
                await dying.Events.Commit(Make.Commit(events.AsSpan()) with { Projections = [.. events.Select(Project)] }, giving.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.True(giving.IsCancellationRequested);
            }
            // What was on its way when the caller left may still arrive: a commit that finds it there, or is first, ends that.
            await dying.Events.Commit(new EventCommit(calendar), None);
            await Check(calendar, events);
        }
    }

    private async Task Check(CalendarId calendar, ImmutableArray<Event> events)
    {
        int found = (await next.Events.FindMany(calendar, [.. events.Select(e => e.Id)], None)).Length;
        Assert.True(found is 0 or 3);
        foreach (ProjectionDue due in await next.Occurrences.ReadUnprojected(WorkShard.Whole, 10, None))
            await next.Occurrences.Apply(Project(events.Single(e => e.Id == due.EventId)), None);
        OccurrencePage page = await Read(calendar);
        Assert.Empty(page.Unprojected);
        Assert.Equal(found, page.Items.Length);
        foreach (Event @event in events) Assert.Equal(found == 0 ? null : calendar, await next.Events.Locate(@event.Id, None));
        Assert.Equal(found, (await next.Occurrences.ListParticipations(user, None)).Count(part => part.CalendarId == calendar));
        var told = await next.Notifications.ReadOf(user, Make.Monday, Make.Monday + Duration.FromDays(1), None);
        Assert.Equal(found, told.Count(notification => notification.CalendarId == calendar));
        Assert.Equal(found, (await next.Events.ReadChanges(calendar, 0, 10, None)).Items.Length);
    }

    private Projection Project(Event @event)
    {
        Occurrence occurrence = Make.Occurrence(@event, Make.Monday + Duration.FromHours(9), Duration.FromHours(1));
        return Make.Projection(@event, occurrence) with
        {
            Participations = [new Participation(user, @event.CalendarId, @event.Id, ResponseStatus.Accepted)],
            Notifications =
            [
                new Notification
                {
                    Id = @event.Id.Value, UserId = user, CalendarId = @event.CalendarId, EventId = @event.Id, OccurrenceId = occurrence.Id,
                    Start = occurrence.Times.Start, TriggerTime = occurrence.Times.Start - Duration.FromMinutes(10), Offset = 10,
                    Channel = Channel.Email, NextAttempt = occurrence.Times.Start - Duration.FromMinutes(10),
                },
            ],
        };
    }

    private static Projection Weeks(Event series, int count) => Make.Projection(series, [.. Enumerable.Range(0, count).Select(week =>
        Make.Occurrence(series, Make.Monday + Duration.FromDays(7 * week), Duration.FromHours(1)))]);

    private ValueTask<OccurrencePage> Read(CalendarId calendar) => next.Occurrences.Read(
        new OccurrenceQuery(calendar, Make.Monday, Make.Monday + Duration.FromDays(700)) { Limit = 100 }, None);
}
