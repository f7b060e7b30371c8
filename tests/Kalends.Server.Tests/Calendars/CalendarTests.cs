using Kalends.Server.Tests.Running;

namespace Kalends.Server.Tests.Calendars;

public sealed class CalendarTests
{
    public static TheoryData<string> Sets => StorageSets.All;

    [Theory, MemberData(nameof(Sets))]
    public async Task A_calendar_is_made_with_defaults_and_read_back(string set)
    {
        await using var server = await StorageSets.Start(set);
        var ada = await server.SignUp("Ada", "Asia/Kathmandu");
        var made = await ada.Post("/calendars", new { name = "Work" });
        Assert.Equal($"/calendars/{made.Must(201).Text("calendarId")}", made.Header("Location"));
        Assert.Equal("\"1\"", made.Header("ETag"));
        Assert.Equal(["calendarId", "ownerId", "name", "color", "description", "visibility", "timeZone", "permission", "version", "createdAt"],
            made.Json.EnumerateObject().Select(member => member.Name));
        Assert.Equal(("#3F51B5", "", "private", "Asia/Kathmandu", "owner"),
            (made.Text("color"), made.Text("description"), made.Text("visibility"), made.Text("timeZone"), made.Text("permission")));

        var read = await ada.Get(made.Header("Location"));
        Assert.Equal(made.Raw, read.Must(200).Raw);
        Assert.Equal("\"1\"", read.Header("ETag"));
    }

    [Theory, MemberData(nameof(Sets))]
    public async Task Put_sets_what_is_left_out_back_to_its_default(string set)
    {
        await using var server = await StorageSets.Start(set);
        var ada = await server.SignUp("Ada", "Europe/Zurich");
        var path = (await ada.Post("/calendars", new { name = "Work", color = "#102030", description = "d", visibility = "public", timeZone = "UTC" })).Header("Location");
        var put = await ada.Put(path, new { name = "Play" }, ("If-Match", "\"1\""));
        Assert.Equal(("Play", "#3F51B5", "", "private", "Europe/Zurich"),
            (put.Must(200).Text("name"), put.Text("color"), put.Text("description"), put.Text("visibility"), put.Text("timeZone")));
        Assert.Equal("\"2\"", put.Header("ETag"));
        Assert.Equal(["name"], (await ada.Put(path, new { color = "#102030" }, ("If-Match", "*"))).MustBeProblem(400).Faults);
    }

    [Theory, MemberData(nameof(Sets))]
    public async Task Patch_changes_what_it_names_and_null_means_default(string set)
    {
        await using var server = await StorageSets.Start(set);
        var ada = await server.SignUp();
        var path = (await ada.Post("/calendars", new { name = "Work", color = "#102030", description = "d" })).Header("Location");
        var patched = await ada.Patch(path, """{"color":null}""", ("If-Match", "*"), ("Content-Type", "application/merge-patch+json"));
        Assert.Equal(("Work", "#3F51B5", "d"), (patched.Must(200).Text("name"), patched.Text("color"), patched.Text("description")));
        Assert.Equal(["name"], (await ada.Patch(path, """{"name":null}""", ("If-Match", "*"))).MustBeProblem(400).Faults);
    }

    [Theory, MemberData(nameof(Sets))]
    public async Task What_the_server_sets_cannot_be_written(string set)
    {
        await using var server = await StorageSets.Start(set);
        var ada = await server.SignUp();
        var made = await ada.Post("/calendars", new { name = "Work", calendarId = "5", ownerId = "6", version = 70, permission = "view", createdAt = "x" });
        Assert.Equal(ada.UserId, made.Must(201).Text("ownerId"));
        Assert.Equal(1, made.Json.GetProperty("version").GetInt32());
        var patched = await ada.Patch(made.Header("Location"), new { ownerId = "6", version = 70 }, ("If-Match", "*"));
        Assert.Equal(ada.UserId, patched.Must(200).Text("ownerId"));
        Assert.Equal(2, patched.Json.GetProperty("version").GetInt32());
    }

    [Theory, MemberData(nameof(Sets))]
    public async Task A_calendar_goes_through_the_trash_and_comes_back_as_it_was(string set)
    {
        await using var server = await StorageSets.Start(set);
        var (ada, ben) = (await server.SignUp(), await server.SignUp("Ben"));
        var made = await ada.Post("/calendars", new { name = "Work", description = "d" });
        var path = made.Header("Location");
        (await ada.Post($"{path}/share", new { userId = ben.UserId, permission = "view" })).Must(201);
        (await ada.Delete(path, ("If-Match", "\"1\""))).Must(204);
        await server.Settle();

        (await ada.Get(path)).MustBeProblem(404);
        (await ben.Get(path)).MustBeProblem(404);
        Assert.DoesNotContain((await ada.Get("/calendars")).Items(), item => item.GetProperty("name").GetString() == "Work");
        Assert.Empty((await ben.Get("/calendars/shared")).Items());
        Assert.Equal("Work", Assert.Single((await ada.Get("/calendars/trash")).Items()).GetProperty("name").GetString());

        var restored = await ada.Post($"{path}/restore");
        Assert.Equal(("Work", "d", "shared"), (restored.Must(200).Text("name"), restored.Text("description"), restored.Text("visibility")));
        Assert.Equal("\"3\"", restored.Header("ETag"));
        Assert.Empty((await ada.Get("/calendars/trash")).Items());
        Assert.Equal("view", (await ben.Get(path)).Must(200).Text("permission"));
        (await ada.Post($"{path}/restore")).MustBeProblem(404);
    }

    [Theory, MemberData(nameof(StorageSets.WithoutServers), MemberType = typeof(StorageSets))]
    public async Task After_thirty_days_a_deleted_calendar_does_not_come_back(string set)
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        var storage = set == StorageSets.Weakest ? new Kalends.Testing.InMemory.InMemoryStorageSet(clock) : null;
        await using var server = await TestServer.Start(new TestSetup { Clock = clock, Storage = storage, Arguments = ["--Kalends:SessionLifetime", "90.00:00:00"] });
        var ada = await server.SignUp();
        var path = (await ada.Post("/calendars", new { name = "Work" })).Header("Location");
        (await ada.Delete(path, ("If-Match", "*"))).Must(204);
        clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        Assert.Single((await ada.Get("/calendars/trash")).Items());
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty((await ada.Get("/calendars/trash")).Items());
        (await ada.Post($"{path}/restore")).MustBeProblem(404);
    }
}
