using System.Globalization;
using Kalends.Server.Tests.Events;
using Kalends.Server.Tests.Running;
using Kalends.Testing.Cluster;

namespace Kalends.Server.Tests.Cluster;

/// <summary>What one week view asks of each server, by the servers' own accounts.</summary>
public sealed class WeekViewRequestTests
{
    /// <summary>Weeks of the next two months, which are projected.</summary>
    private static readonly DateOnly FirstDay = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(7);

    [Fact]
    public async Task A_week_view_asks_nothing_when_hot_one_page_when_warm_and_three_queries_when_cold()
    {
        await using var scene = await CacheScene.Start(2);
        var ada = await scene[0].SignUp();
        var work = await ada.NewCalendar();
        foreach (var rule in new[] { "RRULE:FREQ=WEEKLY;COUNT=10", "RRULE:FREQ=DAILY;COUNT=60" })
            await ada.Make(work, EventCalls.Timed("Standup", $"{Day(0)}T09:00:00", $"{Day(0)}T09:15:00", rule));

        // A process that has never heard of the caller: who it is, the calendar, and the range of Cassandra.
        var cold = await Ask(scene, scene.At(1, ada), work, 0);
        Assert.Equal((2, 3, 1), (cold.MySql.Count, cold.Cassandra.Count, cold.Of("get")));

        // Another one finds the page in Redis, and asks Cassandra for the version only.
        await InRedis(scene);
        var third = scene.At(await scene.Add(), ada);
        var first = await Ask(scene, third, work, 0);
        Assert.Equal((2, 1, 1), (first.MySql.Count, first.Cassandra.Count, first.Of("get")));

        await BecomeHot(scene, third, work, 0);
        await Expect(scene, third, work, [0], (0, 0, 0));

        // The process keeps what it needs to know of caller and calendar; a week that others have read is one request, and none that is new three at most.
        await Ask(scene, scene.At(1, ada), work, 1);
        await Ask(scene, scene.At(1, ada), work, 2);
        await InRedis(scene);
        await Expect(scene, third, work, [1, 2], (0, 0, 1));
        await Expect(scene, third, work, [3, 4, 5], (0, 2, 1));
    }

    /// <summary>
    /// One of the weeks costs just this. It could cost more where a loaded machine let the process be unsure for a moment; each week that it
    /// may be read anew, since a second reading is another matter.
    /// </summary>
    private static async Task Expect(CacheScene scene, TestUser user, string calendar, int[] weeks, (int MySql, int Cassandra, long Redis) expected)
    {
        var seen = new List<(int, int, long)>();
        foreach (var week in weeks)
        {
            await BecomeHot(scene, user, calendar, 0);
            var asked = await Ask(scene, user, calendar, week);
            seen.Add((asked.MySql.Count, asked.Cassandra.Count, asked.Of("get")));
        }
        Assert.Contains(expected, seen);
    }

    private static async Task<RequestCounts> Ask(CacheScene scene, TestUser user, string calendar, int week)
    {
        await BecomeQuiet(scene);
        Assert.NotEmpty(await user.Range(calendar, $"{Day(week)}T00:00:00Z", $"{Day(week + 1)}T00:00:00Z"));
        return await scene.Processes.CountRequestsAsync();
    }

    /// <summary>Changes leave work that is done after their answer.</summary>
    private static async Task BecomeQuiet(CacheScene scene)
    {
        do await Task.Delay(100, TestContext.Current.CancellationToken);
        while (await scene.Processes.CountRequestsAsync() is { } asked && asked.MySql.Count + asked.Cassandra.Count + asked.Of("get") > 0);
    }

    private static async Task BecomeHot(CacheScene scene, TestUser user, string calendar, int week)
    {
        while (await Ask(scene, user, calendar, week) is { } asked && asked.MySql.Count + asked.Cassandra.Count + asked.Of("get") > 0)
            await Task.Delay(50, TestContext.Current.CancellationToken);
    }

    /// <summary>Pages get there after the answer.</summary>
    private static async Task InRedis(CacheScene scene)
    {
        long before = -1, now;
        while ((now = long.Parse(await scene.Processes.Redis.RunAsync("DBSIZE"), CultureInfo.InvariantCulture)) == 0 || now != before)
        {
            before = now;
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }
    }

    private static string Day(int week) => FirstDay.AddDays(7 * week).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
