using Kalends.Server.Tests.Running;

namespace Kalends.Server.Tests.Users;

public sealed class AppPasswordTests
{
    public static TheoryData<string> Sets => StorageSets.All;

    [Theory, MemberData(nameof(Sets))]
    public async Task An_app_password_is_shown_once_listed_and_revoked(string set)
    {
        await using var server = await StorageSets.Start(set);
        var ada = await server.SignUp();
        var made = await ada.Post("/users/me/app-passwords", new { label = "phone" });
        Assert.Matches("^[a-z2-9]{8}(-[a-z2-9]{8}){3}$", made.Must(201).Text("password"));

        var listed = Assert.Single((await ada.Get("/users/me/app-passwords")).Must(200).Items());
        Assert.Equal(made.Text("id"), listed.GetProperty("id").GetString());
        Assert.Equal("phone", listed.GetProperty("label").GetString());
        Assert.False(listed.TryGetProperty("password", out _));

        (await ada.Delete($"/users/me/app-passwords/{made.Text("id")}")).Must(204);
        Assert.Empty((await ada.Get("/users/me/app-passwords")).Items());
        (await ada.Delete($"/users/me/app-passwords/{made.Text("id")}")).MustBeProblem(404);
    }

    [Theory, MemberData(nameof(Sets))]
    public async Task Nobody_revokes_the_app_password_of_another(string set)
    {
        await using var server = await StorageSets.Start(set);
        var (ada, eve) = (await server.SignUp(), await server.SignUp("Eve"));
        var made = await ada.Post("/users/me/app-passwords", new { label = "phone" });
        (await eve.Delete($"/users/me/app-passwords/{made.Text("id")}")).MustBeProblem(404);
        Assert.Single((await ada.Get("/users/me/app-passwords")).Items());
    }
}
