using Kalends.Server.Tests.Running;

namespace Kalends.Server.Tests.Events;

public sealed class DemoTests
{
    [Fact]
    public async Task The_demo_fills_a_year_for_two_people_once()
    {
        var folder = Directory.CreateTempSubdirectory("kalends-test-");
        var setup = new TestSetup { Folder = folder.FullName, Arguments = ["--demo"] };
        var first = await Count(setup);
        Assert.InRange(first, 60, 2500);
        Assert.Equal(first, await Count(setup));
        folder.Delete(recursive: true);
    }

    private static async Task<int> Count(TestSetup setup)
    {
        await using var server = await TestServer.Start(setup);
        var count = 0;
        foreach (var email in new[] { "ana@demo.example", "ben@demo.example" })
        {
            var session = (await server.Nobody.Post("/sessions", new { email, password = "kalends-demo" })).Must(201);
            var person = new TestUser(server.Http, session.Text("token"));
            foreach (var calendar in (await person.Get("/calendars")).Must(200).Items())
            {
                var changes = (await person.Get($"/calendars/{calendar.Of("calendarId")}/changes")).Must(200).Items();
                Assert.NotEmpty(changes);
                count += changes.Count;
            }
            Assert.NotEmpty((await person.Get("/calendars/shared")).Must(200).Items());
        }
        return count;
    }
}
