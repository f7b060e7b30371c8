using Kalends.Server.Tests.Events;
using Kalends.Server.Tests.Running;
using Kalends.Testing.Cluster;

namespace Kalends.Server.Tests.Cluster;

/// <summary>The MySQL servers' own logs say how many of them a call of the API came to.</summary>
public sealed class OneShardTests : IAsyncLifetime
{
    private const int Rounds = 3; // people on either server
    private TestServer? started;
    private IReadOnlyList<StatementLog> logs = [];

    private TestServer Server => started!;

    /// <summary>Without a worker, whose chores come to all servers.</summary>
    public async ValueTask InitializeAsync()
    {
        var set = await SharedCluster.Bed.OpenWithoutCopiesAsync(MySqlShape.TwoShards);
        started = await TestServer.Start(new TestSetup { Storage = set, Arguments = ["--roles", "api"] });
        logs = await SharedCluster.Bed.ReadLogsOf(set);
    }

    public async ValueTask DisposeAsync()
    {
        if (started is not null) await started.DisposeAsync();
    }

    [Fact]
    public async Task No_call_of_one_user_about_what_is_theirs_comes_to_a_second_server()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var ada = await Alone("sign up and in", () => Server.SignUp());
            await Alone("GET /users/me", () => ada.Get("/users/me"));
            await Alone("GET /notifications/preferences", () => ada.Get("/notifications/preferences"));
            await Alone("POST /users/me/app-passwords", () => ada.Post("/users/me/app-passwords", new { label = "phone" }));
            var work = await Alone("POST /calendars", () => ada.NewCalendar());
            await Alone("GET /calendars", () => ada.Get("/calendars"));
            await Alone("GET /calendars/{id}", () => ada.Get($"/calendars/{work}"));
            await Alone("GET /calendars/shared", () => ada.Get("/calendars/shared"));
            await Alone("PATCH /calendars/{id}", () => ada.Patch($"/calendars/{work}", new { name = "Play" }, ("If-Match", "*")));
            await Alone("GET /calendars/{id}/shares", () => ada.Get($"/calendars/{work}/shares"));
            var id = await Alone("POST /calendars/{id}/events", () => ada.MakeWeekly(work));
            await Alone("GET /events/{id}", () => ada.Get($"/events/{id}"));
            await Alone("PATCH /events/{id}", () => ada.PatchEvent(id, new { title = "Moved" }));
            await Alone("GET /calendars/{id}/events", () => ada.Range(work, "2026-03-01T00:00:00Z", "2026-03-08T00:00:00Z"));
            await Alone("GET /events/conflicts", () => ada.Get("/events/conflicts?start=2026-03-02T00:00:00Z&end=2026-03-03T00:00:00Z"));
            await Alone("GET /calendars/{id}/changes", () => ada.Get($"/calendars/{work}/changes"));
            await Alone("GET /notifications/upcoming", () => ada.Get("/notifications/upcoming"));
            await Alone("DELETE /events/{id}", () => ada.DeleteEvent(id));
            await Alone("POST /events/{id}/restore", () => ada.Post($"/events/{id}/restore"));
            await Alone("DELETE /calendars/{id}", () => ada.Delete($"/calendars/{work}", ("If-Match", "*")));
            await Alone("POST /calendars/{id}/restore", () => ada.Post($"/calendars/{work}/restore"));
            await Alone("DELETE /sessions/current", () => ada.Delete("/sessions/current"));
        }
    }

    [Fact]
    public async Task Sharing_and_what_is_shared_come_to_two()
    {
        var (ada, ben) = (await Server.SignUp(), await Server.SignUp("Ben"));
        for (var more = 0; IsOnFirst(ada) == IsOnFirst(ben); more++) ben = await Server.SignUp($"Ben{more}x");
        var work = await ada.NewCalendar();
        await CountServers();
        await ada.Share(work, ben, "edit");
        Assert.Equal(2, await CountServers());
        (await ben.Get($"/calendars/{work}")).Must(200);
        Assert.Equal(2, await CountServers());
        await ben.MakeWeekly(work);
        Assert.InRange(await CountServers(), 1, 2);
    }

    private static bool IsOnFirst(TestUser user) => (long.Parse(user.UserId, System.Globalization.CultureInfo.InvariantCulture) & 4095) < 2048;

    private async Task<T> Alone<T>(string call, Func<Task<T>> make)
    {
        await CountServers();
        var answer = await make();
        if (answer is Response response) Assert.InRange((int)response.Status, 200, 299);
        var count = await CountServers();
        Assert.True(count <= 1, $"{call} came to {count} servers");
        return answer;
    }

    /// <summary>How many servers statements came to since this was last asked.</summary>
    private async Task<int> CountServers()
    {
        var count = 0;
        foreach (var log in logs) count += (await log.ReadNewAsync()).Count > 0 ? 1 : 0;
        return count;
    }
}
