using Kalends.Server.Tests.Running;

namespace Kalends.Server.Tests.Conventions;

public sealed class PageTokenTests
{
    [Fact]
    public async Task A_token_outlives_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("kalends-test-");
        var setup = new TestSetup { Folder = folder.FullName };
        string token;
        string? signedIn;
        await using (var before = await TestServer.Start(setup))
        {
            var ada = await before.SignUp();
            (await ada.Post("/calendars", new { name = "Work" })).Must(201);
            (token, signedIn) = ((await ada.Get("/calendars?pageSize=1")).Must(200).Text("nextPageToken"), ada.Token);
        }
        await using (var after = await TestServer.Start(setup))
        {
            (await new TestUser(after.Http, signedIn).Get($"/calendars?pageSize=1&pageToken={token}")).Must(200);
        }
        folder.Delete(recursive: true);
    }
}
