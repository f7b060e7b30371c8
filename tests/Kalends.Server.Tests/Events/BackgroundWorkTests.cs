using Kalends.Domain.Calendars;
using Kalends.Domain.Identity;
using Kalends.Domain.Time;
using Kalends.Server.Tests.Running;
using Kalends.Storage.Occurrences;
using Kalends.Testing.Building;
using Kalends.Testing.InMemory;
using Microsoft.Extensions.Time.Testing;
using NodaTime;

namespace Kalends.Server.Tests.Events;

/// <summary>What is done between requests, on a clock that the test turns.</summary>
public sealed class BackgroundWorkTests
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task What_requests_left_unprojected_is_projected()
    {
        var set = new InMemoryStorageSet(clock, options: new InMemoryOptions { Projections = Inline.Never, LosesOneSignalIn = 1 });
        await using var server = await TestServer.Start(new TestSetup { Storage = set, Clock = clock });
        var ada = await server.SignUp();
        var work = await ada.NewCalendar();
        for (var i = 0; i < 5; i++) await ada.MakeWeekly(work);
        await Until(async () => (await set.Occurrences.ReadUnprojected(WorkShard.Whole, 10, default)).IsEmpty, TimeSpan.FromSeconds(11));
    }

    [Fact]
    public async Task An_event_too_large_for_a_request_is_projected_behind_it()
    {
        await using var server = await TestServer.Start(new TestSetup { Clock = clock });
        var ada = await server.SignUp();
        var work = await ada.NewCalendar();
        await ada.MakeWeekly(work, "RRULE:FREQ=HOURLY");
        Assert.Equal(24, (await ada.Range(work, "2026-04-01T00:00:00Z", "2026-04-02T00:00:00Z")).Count);
        await Until(async () => (await server.Storage.Occurrences.ReadUnprojected(WorkShard.Whole, 10, default)).IsEmpty, TimeSpan.FromSeconds(1));
        Assert.Equal(24, (await ada.Range(work, "2026-04-01T00:00:00Z", "2026-04-02T00:00:00Z")).Count);
    }

    [Fact]
    public async Task A_poisoned_event_holds_up_nobody()
    {
        await using var server = await TestServer.Start(new TestSetup { Clock = clock });
        var ada = await server.SignUp();
        var work = await ada.NewCalendar();
        var calendar = CalendarId.TryRead(work, out var id) ? id : default;
        var poison = Make.Series(calendar) with
        {
            Content = Make.Content() with { Start = new EventTime.Moment(new LocalDateTime(2026, 3, 2, 9, 0), "Mars/Olympus"), Recurrence = ["RRULE:FREQ=DAILY"] },
        };
        await server.Storage.Events.Commit(Make.Commit(poison), default);
        await ada.MakeWeekly(work, "RRULE:FREQ=HOURLY");
        await Until(async () => (await server.Storage.Occurrences.ReadUnprojected(WorkShard.Whole, 10, default)).Length == 1, TimeSpan.FromSeconds(11));
        Assert.Equal(24, (await ada.Range(work, "2026-04-01T00:00:00Z", "2026-04-02T00:00:00Z")).Count);
        Assert.Equal(24, (await ada.Range(work, "2036-04-01T00:00:00Z", "2036-04-02T00:00:00Z")).Count);
        (await ada.Get("/events/conflicts?start=2026-03-02T00:00:00Z&end=2026-03-03T00:00:00Z")).Must(200);
        (await ada.Get("/notifications/upcoming")).Must(200);
    }

    [Fact]
    public async Task After_thirty_days_the_trash_is_empty_for_good()
    {
        await using var server = await TestServer.Start(new TestSetup { Clock = clock });
        var ada = await server.SignUp();
        var (work, lost) = (await ada.NewCalendar(), await ada.NewCalendar());
        var id = await ada.MakeWeekly(work);
        await ada.MakeWeekly(lost);
        (await ada.DeleteEvent(id)).Must(204);
        (await ada.Delete($"/calendars/{lost}", ("If-Match", "*"))).Must(204);
        var calendar = CalendarId.TryRead(lost, out var read) ? read : default;
        await Until(async () => await server.Storage.Calendars.Find(calendar, default, default) is null, TimeSpan.FromHours(12), steps: 62);
        var again = (await server.Nobody.Post("/sessions", new { email = ada.Email, password = TestUser.Password })).Must(201);
        ada = new TestUser(server.Http, again.Text("token"));
        await Until(async () => (await ada.Get($"/calendars/{work}/trash")).Must(200).Items().Count == 0, TimeSpan.FromHours(1));
        (await ada.Post($"/events/{id}/restore")).MustBeProblem(404);
        (await ada.Post($"/calendars/{lost}/restore")).MustBeProblem(404);
    }

    [Fact]
    public async Task The_window_is_carried_on_with_the_months()
    {
        await using var server = await TestServer.Start(new TestSetup { Clock = clock });
        var ada = await server.SignUp();
        var work = await ada.NewCalendar();
        await ada.MakeWeekly(work, "RRULE:FREQ=WEEKLY");
        var calendar = CalendarId.TryRead(work, out var id) ? id : default;
        await Until(async () => (await Covered(server, calendar)).End >= Instant.FromUtc(2027, 8, 1, 0, 0), TimeSpan.FromHours(24), steps: 160);
    }

    [Fact]
    public async Task Notifications_are_materialised_as_the_hours_come()
    {
        await using var server = await TestServer.Start(new TestSetup { Clock = clock });
        var ada = await server.SignUp();
        await ada.MakeWeekly(await ada.NewCalendar(), "RRULE:FREQ=WEEKLY");
        var user = new UserId(long.Parse(ada.UserId, null));
        await Until(async () => (await server.Storage.Notifications.ReadOf(
            user, Instant.FromUtc(2026, 3, 9, 0, 0), Instant.FromUtc(2026, 3, 10, 0, 0), default)).Length == 2, TimeSpan.FromHours(6), steps: 40);
    }

    private static async Task<Interval> Covered(TestServer server, CalendarId calendar)
    {
        var query = new OccurrenceQuery(calendar, Instant.FromUtc(2026, 3, 1, 0, 0), Instant.FromUtc(2026, 4, 1, 0, 0)) { Limit = 1 };
        return (await server.Storage.Occurrences.Read(query, default)).Covered;
    }

    /// <summary>Turns the clock until it is so. The work runs on threads of its own, hence a little real time after each turn.</summary>
    private async Task Until(Func<Task<bool>> isSo, TimeSpan turn, int steps = 400)
    {
        for (var step = 0; step < steps; step++)
        {
            for (var look = 0; look < 5; look++)
            {
                if (await isSo()) return;
                await Task.Delay(5);
            }
            clock.Advance(turn);
        }
        for (var look = 0; look < 200 && !await isSo(); look++) await Task.Delay(25);
        Assert.True(await isSo());
    }
}
