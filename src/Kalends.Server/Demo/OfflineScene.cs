using System.Text.Json.Nodes;
using Kalends.Client;
using Kalends.Domain.Identity;

namespace Kalends.Server.Demo;

/// <summary>A device of the demo.</summary>
internal sealed record DemoDevice(string Name, Replica Replica, SyncLoop Loop);

/// <summary>The server, one person, and what is printed.</summary>
internal sealed class OfflineScene(HttpClient http, string folder, TextWriter output)
{
    private string token = "";
    private string userId = "";

    public string Calendar { get; private set; } = "";

    public async Task SignUp(string password)
    {
        var account = await Post("/users", new JsonObject { ["email"] = "ada@example.org", ["name"] = "Ada", ["password"] = password, ["timeZone"] = "Europe/Zurich" });
        var session = await Post("/sessions", new JsonObject { ["email"] = "ada@example.org", ["password"] = password });
        (userId, token) = ((string)account["userId"]!, (string)session["token"]!);
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        Calendar = (string)(await Post("/calendars", new JsonObject { ["name"] = "Home" }))["calendarId"]!;
    }

    public DemoDevice Device(string name)
    {
        UserId.TryRead(userId, out var user);
        var replica = new Replica(user, Guid.CreateVersion7(), TimeProvider.System);
        return new DemoDevice(name, replica, new SyncLoop(http, token, new ReplicaFile(Path.Combine(folder, name + ".json"))));
    }

    public async Task Sync(params DemoDevice[] devices)
    {
        foreach (var device in devices)
        {
            await device.Loop.Run(device.Replica, CancellationToken.None);
            foreach (var notice in device.Replica.Notices) Say($"  {device.Name} is told: {Words(notice)}");
            device.Replica.Notices.Clear();
        }
    }

    public void Show(string id, params DemoDevice[] devices)
    {
        foreach (var device in devices)
        {
            var seen = device.Replica.Find(id)!;
            var guests = seen["attendees"]!.AsArray().Select(guest => (string)guest!["email"]!);
            Say($"  {device.Name,-8} {seen["title"]} | {seen["location"]} | {seen["description"]} | {string.Join(", ", guests)}");
        }
    }

    private static string Words(JsonObject notice) => (string)notice["status"]! == "refused"
        ? $"refused, {notice["detail"]}"
        : string.Join("; ", notice["lost"]!.AsArray().Select(lost =>
            $"its edit was merged, {((bool)lost!["yours"]! ? "its own" : "the other's")} {lost["part"]} lost and is kept in version {lost["keptIn"]}").DefaultIfEmpty("its edit was merged"));

    public void Say(string line) => output.WriteLine(line);

    private async Task<JsonObject> Post(string path, JsonObject body)
    {
        using var content = new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(path, content);
        response.EnsureSuccessStatusCode();
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
    }
}
