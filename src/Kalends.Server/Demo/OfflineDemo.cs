using System.Text.Json.Nodes;

namespace Kalends.Server.Demo;

/// <summary>
/// <c>kalends offline</c>: a telephone and a desktop of one person lose the connection, edit the same event, and find each other again.
/// Everything runs in this process and in a folder that goes with it.
/// </summary>
internal static class OfflineDemo
{
    private const string Password = "only for this demo";

    public static async Task<int> Run(TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("kalends-offline-");
        try
        {
            await using var app = Program.Build(["--urls", "http://127.0.0.1:0", "--Kalends:DataDirectory", folder.FullName, "--Logging:LogLevel:Default", "None"]);
            await app.StartAsync();
            using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
            await Play(new OfflineScene(http, folder.FullName, output));
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task Play(OfflineScene scene)
    {
        scene.Say("A telephone and a desktop of one person, each with a copy of the calendar. A line is title | place | description | guests.");
        await scene.SignUp(Password);
        var (phone, desk) = (scene.Device("phone"), scene.Device("desktop"));
        await scene.Sync(phone, desk);
        var id = phone.Replica.Create(scene.Calendar, Dinner());
        await scene.Sync(phone, desk);
        scene.Show(id, phone, desk);
        scene.Say("Both are without a connection now, and edit.");
        phone.Replica.Edit(id, new JsonObject { ["title"] = "Dinner with Ben", ["description"] = "Bring cake. Ring twice." });
        phone.Replica.Invite(id, "ben@example.org", isInvited: true);
        desk.Replica.Edit(id, new JsonObject { ["title"] = "Dinner at home", ["location"] = "Harbour Street 12", ["description"] = "Bring good cake." });
        desk.Replica.Invite(id, "cy@example.org", isInvited: true);
        scene.Show(id, phone, desk);
        scene.Say("The connection is back: the phone sends first, then the desktop, then the phone asks again.");
        await scene.Sync(phone, desk, phone);
        scene.Show(id, phone, desk);
        scene.Say("What lost is a version in the event's history. The protocol: docs/api-sync.md.");
    }

    private static JsonObject Dinner() => new()
    {
        ["title"] = "Dinner",
        ["description"] = "Bring cake.",
        ["start"] = new JsonObject { ["dateTime"] = "2026-03-06T19:00:00", ["timeZone"] = "Europe/Zurich" },
        ["end"] = new JsonObject { ["dateTime"] = "2026-03-06T22:00:00", ["timeZone"] = "Europe/Zurich" },
    };
}
