using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Storage.Events;
using Kalends.Storage.Occurrences;
using Kalends.Testing.Building;
using Kalends.Testing.InMemory;
using Microsoft.Extensions.Time.Testing;
using NodaTime;

namespace Kalends.Storage.Tests.InMemory;

/// <summary>The set dies between two steps; another one over the same state finds nothing broken.</summary>
public sealed class DeathTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly FakeTimeProvider clock = new();
    private readonly InMemoryState state = new();

    public static TheoryData<Step> Steps => [.. Enum.GetValues<Step>()];

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task An_address_belongs_to_one_whole_user_or_becomes_free_again(Step step)
    {
        User user = Make.User("ada@example.org");
        await Live(step, set => set.Users.TryCreate(user, "argon", None));
        await using InMemoryStorageSet next = await Reopen();
        clock.Advance(TimeSpan.FromMinutes(2));
        bool isThere = await next.Users.FindByEmail(user.Email, None) is not null;
        Assert.Equal(isThere, await next.Users.Find(user.Id, None) is not null);
        Assert.Equal(!isThere, await next.Users.TryCreate(Make.User("ADA@example.org"), "argon", None));
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task A_commit_is_there_whole_or_not_at_all_and_the_worker_finishes_its_projections(Step step)
    {
        var calendar = Make.CalendarId();
        ImmutableArray<Event> events = [.. Enumerable.Range(0, 3).Select(_ => Make.Event(calendar))];
        EventCommit commit = Make.Commit(events.AsSpan()) with { Projections = [.. events.Select(Project)] };
        await Live(step, set => set.Events.Commit(commit, None));

        await using InMemoryStorageSet next = await Reopen();
        int found = (await next.Events.FindMany(calendar, [.. events.Select(e => e.Id)], None)).Length;
        Assert.True(found is 0 or 3);
        foreach (ProjectionDue due in await next.Occurrences.ReadUnprojected(WorkShard.Whole, 10, None))
            await next.Occurrences.Apply(Project(events.Single(e => e.Id == due.EventId)), None);
        OccurrencePage page = await ReadWeek(next, calendar);
        Assert.Empty(page.Unprojected);
        Assert.Equal(found, page.Items.Length);
        foreach (Event @event in events)
            Assert.Equal(found == 0 ? null : calendar, await next.Events.Locate(@event.Id, None));
        Assert.Equal(found, (await next.Occurrences.ListParticipations(new UserId(5), None)).Length);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Nobody_sees_half_of_a_projection(Step step)
    {
        Event series = Make.Series(Make.CalendarId());
        await Live(Step.Answer, set => set.Events.Commit(Make.Commit(series), None));
        Projection large = Make.Projection(series, [.. Enumerable.Range(0, 40).Select(week =>
            Make.Occurrence(series, Make.Monday + Duration.FromDays(7 * week), Duration.FromHours(1)))]);
        await Live(step, set => set.Occurrences.Apply(large, None), spared: 3);
        await using InMemoryStorageSet next = await Reopen();
        var query = new OccurrenceQuery(series.CalendarId, Make.Monday, Make.Monday + Duration.FromDays(700)) { Limit = 100 };
        OccurrencePage page = await next.Occurrences.Read(query, None);
        Assert.Equal(page.Unprojected.IsEmpty ? 40 : 0, page.Items.Length);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task A_grant_decides_whether_or_not_its_link_was_written_and_the_link_follows(Step step)
    {
        Calendar calendar = Make.Calendar();
        var grantee = Make.UserId();
        await using (InMemoryStorageSet first = await Reopen()) await first.Calendars.TryCreate(calendar, None);
        var share = new Share(calendar.Id, calendar.OwnerId, grantee, Permission.View, Make.Monday);
        await Live(step, set => set.Calendars.PutShare(share, None));
        await using InMemoryStorageSet next = await Reopen();
        bool isGranted = (await next.Calendars.Find(calendar.Id, grantee, None))!.Grant == Permission.View;
        Assert.Equal(isGranted, (await next.Calendars.ListLinked(grantee, None)).Contains(calendar.Id));
    }

    [Fact]
    public async Task A_dead_set_does_nothing_more()
    {
        var set = new InMemoryStorageSet(clock, state);
        set.Faults.DieBefore(Step.StoreUser);
        await Assert.ThrowsAsync<DiedException>(() => set.Users.TryCreate(Make.User(), "argon", None));
        await Assert.ThrowsAsync<DiedException>(() => set.Users.Find(Make.UserId(), None));
        Assert.True(set.Faults.IsDead);
    }

    private async Task Live(Step deadly, Func<InMemoryStorageSet, Task> work, int spared = 0)
    {
        await using InMemoryStorageSet set = await Reopen();
        set.Faults.DieBefore(deadly, spared);
        try
        {
            await work(set);
        }
        catch (DiedException)
        {
            Assert.True(set.Faults.IsDead);
        }
    }

    private async Task<InMemoryStorageSet> Reopen()
    {
        var set = new InMemoryStorageSet(clock, state, new InMemoryOptions { Projections = Inline.Always });
        await set.Prepare(None);
        return set;
    }

    private static Projection Project(Event @event) =>
        Make.Projection(@event, Make.Occurrence(@event, Make.Monday + Duration.FromHours(9), Duration.FromHours(1))) with
        {
            Participations = [new Participation(new UserId(5), @event.CalendarId, @event.Id, ResponseStatus.Accepted)],
        };

    private static ValueTask<OccurrencePage> ReadWeek(InMemoryStorageSet set, CalendarId calendar) =>
        set.Occurrences.Read(new OccurrenceQuery(calendar, Make.Monday, Make.Monday + Duration.FromDays(7)) { Limit = 100 }, None);
}
