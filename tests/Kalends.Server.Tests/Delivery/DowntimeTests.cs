using Kalends.Server.Commands;
using Kalends.Server.Tests.Events;
using Kalends.Server.Tests.Running;
using Kalends.Testing.Receivers;
using Microsoft.Extensions.Time.Testing;

namespace Kalends.Server.Tests.Delivery;

/// <summary>After the server was down, and after a receiver was wrong for good.</summary>
public sealed class DowntimeTests
{
    [Fact]
    public async Task A_backlog_is_sent_and_what_is_of_no_use_any_more_is_not()
    {
        var folder = Directory.CreateTempSubdirectory("kalends-test-").FullName;
        var clock = new FakeTimeProvider(DeliveryScene.Begin);
        await using var hook = HttpReceiver.Start();
        string[] arguments = ["--Kalends:Notifications:AllowPrivateAddresses", "true"];
        var setup = new TestSetup { Clock = clock, Folder = folder, Arguments = [.. arguments, "--roles", "api,worker"] };
        await using (var server = await TestServer.Start(setup))
        {
            var ada = await server.SignUp();
            var work = await ada.NewCalendar("Europe/Zurich");
            (await ada.Post("/notifications/webhooks", new { url = hook.Address })).Must(201);
            (await ada.Post("/notifications/preferences", """{"channels":{"email":{"enabled":false},"push":{"enabled":false},"webhook":{"enabled":true}}}""")).Must(200);
            foreach (var (title, hour) in new[] { ("Third", "12:50"), ("Stale", "11:00"), ("First", "12:30"), ("Second", "12:40") })
                await ada.Make(work, EventCalls.Timed(title, $"2026-03-02T{hour}:00", "2026-03-02T14:00:00"));
        }
        clock.Advance(TimeSpan.FromMinutes(221)); // 11:41 UTC, 12:41 in Zurich
        await using (await TestServer.Start(setup with { Arguments = arguments }))
        {
            for (var tries = 0; hook.Requests.Count < 3 && tries < 500; tries++)
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }
            await Task.Delay(300, TestContext.Current.CancellationToken);
        }
        var titles = hook.Requests.Select(request => System.Text.Json.JsonElement.Parse(request.Body).Of("title"));
        Assert.Equal(["First", "Second", "Third"], titles.Order(StringComparer.Ordinal));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task What_was_refused_is_listed_and_replayed_by_the_operators_command()
    {
        await using var scene = await DeliveryScene.Start(StorageSets.Embedded);
        var isBroken = true;
        scene.Answer = _ => HttpReaction.Of(Volatile.Read(ref isBroken) ? 400 : 204);
        await scene.Make("Lunch", "12:00");
        await scene.Until(() => !scene.Told.IsEmpty, TimeSpan.FromSeconds(20));
        await scene.TurnTo("14:00:00");
        Assert.Single(scene.Told);
        string[] where = ["--server", scene.Server.Http.BaseAddress!.AbsoluteUri, "--Kalends:DataDirectory", scene.Server.Folder];
        Assert.Equal(401, (int)(await scene.Ada.Get("/operations/notifications/dead")).Status);
        Assert.Equal(0, await CommandLine.Run(["notifications", "list", .. where])!);
        Volatile.Write(ref isBroken, false);
        Assert.Equal(0, await CommandLine.Run(["notifications", "replay", "all", .. where])!);
        await scene.Until(() => scene.Told.Count == 2, TimeSpan.FromSeconds(1));
        Assert.Single(scene.Told.Select(one => one.Key).Distinct());
        await scene.Until(async () => await CommandLine.Run(["notifications", "replay", "all", .. where])! == 1, TimeSpan.FromSeconds(1));
    }
}
