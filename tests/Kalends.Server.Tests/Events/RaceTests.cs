using System.Net;
using Kalends.Server.Tests.Running;
using Kalends.Testing.InMemory;
using Microsoft.Extensions.Time.Testing;

namespace Kalends.Server.Tests.Events;

/// <summary>Many at once, and processes that die in between.</summary>
public sealed class RaceTests
{
    private static readonly FakeTimeProvider Clock = new(new DateTimeOffset(2026, 3, 20, 8, 0, 0, TimeSpan.Zero));

    public static TheoryData<string> Sets => StorageSets.All;

    [Theory, MemberData(nameof(Sets))]
    public async Task Of_twenty_concurrent_writers_one_wins_and_no_update_is_lost(string set)
    {
        await using var server = await StorageSets.Start(set);
        var ada = await server.SignUp();
        var work = await ada.NewCalendar();
        var id = await ada.Make(work, EventCalls.Timed("Race", "2026-05-04T12:00:00", "2026-05-04T13:00:00"));
        for (var round = 1; round <= 3; round++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(writer => ada.PutEvent(
                id, EventCalls.Timed($"Writer {writer}", "2026-05-04T12:00:00", "2026-05-04T13:00:00"), version: $"\"{round}\"")));
            var winner = Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
            Assert.All(answers.Where(answer => answer != winner), answer => answer.MustBeProblem(412));
            var stored = (await ada.Get($"/events/{id}")).Must(200);
            Assert.Equal((winner.Text("title"), round + 1), (stored.Text("title"), stored.Json.GetProperty("version").GetInt32()));
        }
        Assert.Equal([4, 3, 2, 1], (await ada.Get($"/events/{id}/history")).Must(200).Items().Select(entry => entry.GetProperty("version").GetInt32()));
    }

    [Theory, MemberData(nameof(Sets))]
    public async Task Twenty_who_overwrite_whatever_is_there_all_succeed_one_after_the_other(string set)
    {
        await using var server = await StorageSets.Start(set);
        var ada = await server.SignUp();
        var work = await ada.NewCalendar();
        var id = await ada.Make(work, EventCalls.Timed("Race", "2026-05-04T12:00:00", "2026-05-04T13:00:00"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(writer => ada.PatchEvent(id, new { title = $"Writer {writer}" })));
        Assert.Equal(Enumerable.Range(2, 20), answers.Select(answer => answer.Must(200).Json.GetProperty("version").GetInt32()).Order());
    }

    [Theory]
    [InlineData(Step.FollowLocation)]
    [InlineData(Step.WriteBucket)]
    [InlineData(Step.FollowParticipations)]
    [InlineData(Step.FollowNotifications)]
    [InlineData(Step.SwitchProjection)]
    [InlineData(Step.Answer)]
    public async Task What_was_committed_shows_even_if_the_process_died_before_the_projection(Step step)
    {
        var state = new InMemoryState();
        var faults = new Faults();
        var options = new InMemoryOptions { Projections = Inline.Always };
        string work, token;
        await using (var before = await Start(new InMemoryStorageSet(Clock, state, options, faults)))
        {
            var ada = await before.SignUp();
            (work, token) = (await ada.NewCalendar(), ada.Token!);
            await ada.MakeWeekly(work);
            faults.DieBefore(step);
            (await ada.Create(work, EventCalls.Timed("Daily", "2026-03-02T12:00:00", "2026-03-02T12:30:00", "RRULE:FREQ=DAILY;COUNT=9"))).Must(500);
        }
        await using var after = await Start(new InMemoryStorageSet(Clock, state, options));
        var again = new TestUser(after.Http, token);
        Assert.Equal(15, (await again.Range(work, "2026-03-01T00:00:00Z", "2026-06-01T00:00:00Z")).Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_move_that_dies_midway_is_found_by_id_and_finished(int partitionWrites)
    {
        var state = new InMemoryState();
        var faults = new Faults();
        string work, home, id, token;
        await using (var before = await Start(new InMemoryStorageSet(Clock, state, null, faults)))
        {
            var ada = await before.SignUp();
            (work, home, token) = (await ada.NewCalendar(), await ada.NewCalendar(), ada.Token!);
            id = await ada.Make(work, EventCalls.Timed("Move", "2026-05-04T12:00:00", "2026-05-04T13:00:00"));
            faults.DieBefore(Step.WritePartition, partitionWrites);
            await ada.Post($"/events/{id}/move", new { calendarId = home });
        }
        await using var after = await Start(new InMemoryStorageSet(Clock, state));
        var again = new TestUser(after.Http, token);
        var lies = (await again.Get($"/events/{id}")).Must(200).Text("calendarId");
        Assert.Contains(lies, new[] { work, home });
        Assert.Single(await again.Range(lies, "2026-05-04T00:00:00Z", "2026-05-05T00:00:00Z"));
        Assert.Empty(await again.Range(lies == work ? home : work, "2026-05-04T00:00:00Z", "2026-05-05T00:00:00Z"));
    }

    /// <summary>An API process alone: no worker helps.</summary>
    private static Task<TestServer> Start(InMemoryStorageSet set) =>
        TestServer.Start(new TestSetup { Storage = set, Clock = Clock, Arguments = ["--roles", "api"] });
}
