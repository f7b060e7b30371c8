using Kalends.Server.Tests.Running;

namespace Kalends.Server.Tests.Calendars;

public sealed class ShareTests
{
    public static TheoryData<string> Sets => StorageSets.All;

    [Theory, MemberData(nameof(Sets))]
    public async Task A_share_shows_the_calendar_to_its_grantee_at_once(string set)
    {
        await using var server = await StorageSets.Start(set);
        var (ada, ben) = (await server.SignUp(), await server.SignUp("Ben"));
        var path = (await ada.Post("/calendars", new { name = "Work" })).Header("Location");
        var shared = await ada.Post($"{path}/share", new { email = ben.Email.ToUpperInvariant(), permission = "view" });
        Assert.Equal((ben.UserId, ben.Email, "Ben", "view"),
            (shared.Must(201).Text("userId"), shared.Text("email"), shared.Text("name"), shared.Text("permission")));

        var seen = await ben.Get(path);
        Assert.Equal(("view", ada.UserId, "shared"), (seen.Must(200).Text("permission"), seen.Text("ownerId"), seen.Text("visibility")));
        await server.Settle();
        Assert.Equal(seen.Raw, Assert.Single((await ben.Get("/calendars/shared")).Items()).GetRawText());
        Assert.Equal(shared.Raw, Assert.Single((await ada.Get($"{path}/shares")).Items()).GetRawText());
    }

    [Theory, MemberData(nameof(Sets))]
    public async Task Another_permission_changes_the_share(string set)
    {
        await using var server = await StorageSets.Start(set);
        var (ada, ben) = (await server.SignUp(), await server.SignUp("Ben"));
        var path = (await ada.Post("/calendars", new { name = "Work" })).Header("Location");
        var first = (await ada.Post($"{path}/share", new { userId = ben.UserId, permission = "edit" })).Must(201);
        var second = (await ada.Post($"{path}/share", new { userId = ben.UserId, permission = "freebusy" })).Must(200);
        Assert.Equal("freebusy", second.Text("permission"));
        Assert.Equal(first.Text("createdAt"), second.Text("createdAt"));
        Assert.Equal("freebusy", (await ben.Get(path)).Text("permission"));
        Assert.Single((await ada.Get($"{path}/shares")).Items());
    }

    [Theory, MemberData(nameof(Sets))]
    public async Task A_revoked_share_stops_working_with_the_next_request(string set)
    {
        await using var server = await StorageSets.Start(set);
        var (ada, ben) = (await server.SignUp(), await server.SignUp("Ben"));
        var path = (await ada.Post("/calendars", new { name = "Work" })).Header("Location");
        (await ada.Post($"{path}/share", new { userId = ben.UserId, permission = "owner" })).Must(201);
        (await ben.Patch(path, new { name = "Ours" }, ("If-Match", "*"))).Must(200);
        (await ada.Delete($"{path}/shares/{ben.UserId}")).Must(204);
        (await ben.Get(path)).MustBeProblem(404);
        (await ben.Patch(path, new { name = "Mine" }, ("If-Match", "*"))).MustBeProblem(404);
        Assert.Equal("private", (await ada.Get(path)).Text("visibility"));
        (await ada.Delete($"{path}/shares/{ben.UserId}")).MustBeProblem(404);
    }

    [Theory, MemberData(nameof(Sets))]
    public async Task Grantees_may_give_back_their_own_share_and_no_other(string set)
    {
        await using var server = await StorageSets.Start(set);
        var (ada, ben, cleo) = (await server.SignUp(), await server.SignUp("Ben"), await server.SignUp("Cleo"));
        var path = (await ada.Post("/calendars", new { name = "Work" })).Header("Location");
        (await ada.Post($"{path}/share", new { userId = ben.UserId, permission = "freebusy" })).Must(201);
        (await ada.Post($"{path}/share", new { userId = cleo.UserId, permission = "edit" })).Must(201);
        (await ben.Delete($"{path}/shares/{cleo.UserId}")).MustBeProblem(403);
        (await ben.Delete($"{path}/shares/{ben.UserId}")).Must(204);
        (await ben.Get(path)).MustBeProblem(404);
        (await cleo.Get(path)).Must(200);
    }

    [Theory, MemberData(nameof(Sets))]
    public async Task Anybody_signed_in_views_a_public_calendar_which_is_not_shared_with_them(string set)
    {
        await using var server = await StorageSets.Start(set);
        var (ada, ben) = (await server.SignUp(), await server.SignUp("Ben"));
        var path = (await ada.Post("/calendars", new { name = "Club", visibility = "public" })).Header("Location");
        Assert.Equal(("view", "public"), ((await ben.Get(path)).Must(200).Text("permission"), (await ben.Get(path)).Text("visibility")));
        await server.Settle();
        Assert.Empty((await ben.Get("/calendars/shared")).Items());
        (await ada.Patch(path, new { visibility = "shared" }, ("If-Match", "*"))).Must(200);
        (await ben.Get(path)).MustBeProblem(404);
        Assert.Equal("private", (await ada.Get(path)).Text("visibility"));
    }
}
