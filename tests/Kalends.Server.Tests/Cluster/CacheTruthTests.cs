using System.Diagnostics;
using System.Net;
using Kalends.Server.Tests.Events;
using Kalends.Server.Tests.Running;

namespace Kalends.Server.Tests.Cluster;

/// <summary>What one process has answered, every other knows, whatever it had kept, and whatever happens to Redis.</summary>
public sealed class CacheTruthTests
{
    private const string Start = "2026-03-02T00:00:00Z", End = "2026-03-09T00:00:00Z";
    private const int Rounds = 15;

    [Fact]
    public async Task What_was_written_through_one_process_is_read_through_the_other()
    {
        await using var scene = await CacheScene.Start(2);
        var ada = await scene[0].SignUp();
        var work = await ada.NewCalendar();
        await WriteAndRead(scene, ada, work);
    }

    [Fact]
    public async Task A_share_that_was_taken_away_opens_nothing_anywhere()
    {
        await using var scene = await CacheScene.Start(2);
        var (ada, ben) = (await scene[0].SignUp(), await scene[0].SignUp("Ben"));
        var work = await ada.NewCalendar();
        await ada.MakeWeekly(work);
        var far = scene.At(1, ben);
        for (var round = 0; round < Rounds; round++)
        {
            await ada.Share(work, ben, round % 2 == 0 ? "view" : "edit");
            for (var n = 0; n < 4; n++) Assert.Single(await far.Range(work, Start, End));
            (await ada.Delete($"/calendars/{work}/shares/{ben.UserId}")).Must(204);
            Assert.Equal(HttpStatusCode.NotFound, (await far.ReadRange(work, Start, End)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await far.Get($"/calendars/{work}")).Status);
        }
    }

    [Fact]
    public async Task A_session_that_was_ended_is_good_nowhere()
    {
        await using var scene = await CacheScene.Start(2);
        var ada = await scene[0].SignUp();
        var work = await ada.NewCalendar();
        for (var round = 0; round < Rounds; round++)
        {
            var session = await scene[0].Nobody.Post("/sessions", new { email = ada.Email, password = TestUser.Password });
            var here = new TestUser(scene[0].Http, session.Must(201).Text("token"));
            var there = scene.At(1, here);
            for (var n = 0; n < 4; n++) (await there.Get($"/calendars/{work}")).Must(200);
            (await here.Delete("/sessions/current")).Must(204);
            Assert.Equal(HttpStatusCode.Unauthorized, (await there.Get($"/calendars/{work}")).Status);
        }
    }

    [Fact]
    public async Task While_Redis_is_killed_paused_and_flushed_answers_stay_right_and_come()
    {
        await using var scene = await CacheScene.Start(2);
        var ada = await scene[0].SignUp();
        var work = await ada.NewCalendar();
        var redis = scene.Processes.Redis;
        var figures = new List<string> { await Measure("there", () => WriteAndRead(scene, ada, work)) };
        redis.Pause();
        figures.Add(await Measure("paused", () => WriteAndRead(scene, ada, work)));
        redis.Resume();
        figures.Add(await Measure("resumed", () => WriteAndRead(scene, ada, work)));
        await redis.FlushAsync();
        figures.Add(await Measure("flushed", () => WriteAndRead(scene, ada, work)));
        await redis.KillAsync();
        figures.Add(await Measure("killed", () => WriteAndRead(scene, ada, work)));
        await redis.StartAsync();
        figures.Add(await Measure("started", () => WriteAndRead(scene, ada, work)));
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join("; ", figures));
    }

    private static async Task<string> Measure(string state, Func<Task> work)
    {
        var begun = Stopwatch.GetTimestamp();
        await work();
        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        Assert.InRange(seconds, 0, 120);
        return $"Redis {state}: {Rounds} changes, each read {4} times, in {seconds:F1} s";
    }

    /// <summary>Changes through either process; reads through both, often enough that there are copies.</summary>
    private static async Task WriteAndRead(CacheScene scene, TestUser user, string calendar)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var (writer, reader) = (scene.At(round % 2, user), scene.At(1 - (round % 2), user));
            var id = await writer.Make(calendar, EventCalls.Timed($"Round {round}", "2026-03-03T09:00:00", "2026-03-03T10:00:00"));
            Assert.Contains($"Round {round}", (await reader.Range(calendar, Start, End)).Titles());
            Assert.Contains($"Round {round}", (await writer.Range(calendar, Start, End)).Titles());
            (await writer.DeleteEvent(id)).Must(204);
            Assert.Empty(await reader.Range(calendar, Start, End));
            (await writer.Patch($"/calendars/{calendar}", new { name = $"Name {round}" }, ("If-Match", "*"))).Must(200);
            Assert.Equal($"Name {round}", (await reader.Get($"/calendars/{calendar}")).Must(200).Text("name"));
        }
    }
}
