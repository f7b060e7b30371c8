using Kalends.Server.Tests.Running;

namespace Kalends.Server.Tests.Permissions;

/// <summary>A calendar and somebody in one role on it, made for one cell of the table.</summary>
internal sealed class PermissionScene
{
    private readonly Dictionary<string, string> names = [];
    private TestUser actor = null!;

    public static async Task<PermissionScene> Set(TestServer server, PermissionPeople people, PermissionCell cell)
    {
        var scene = new PermissionScene { actor = cell.Path == "/sessions/current" ? await server.SignUp() : people.Actor };
        if (cell.Role == "nobody") scene.actor = server.Nobody;
        if (cell.Role == "owner" && cell.Path != "/sessions/current") scene.actor = people.Owner;
        await scene.Name(people, cell);
        return scene;
    }

    public Task<Response> Send(PermissionCell cell) =>
        actor.Send(cell.Method, Fill(cell.Path), cell.Body is null ? null : Fill(cell.Body), HeadersOf(cell));

    private static (string Name, string Value)[] HeadersOf(PermissionCell cell) =>
        cell.Body == "{file}" ? [("If-Match", "*"), ("Content-Type", "text/calendar")] : [("If-Match", "*")];

    private async Task Name(PermissionPeople people, PermissionCell cell)
    {
        names["guest"] = people.Guest.UserId;
        names["guestEmail"] = people.Guest.Email;
        names["other"] = people.Other.UserId;
        names["self"] = actor.UserId.Length > 0 ? actor.UserId : people.Actor.UserId;
        names["new"] = $"{Guid.CreateVersion7():N}@example.org";
        names["file"] = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n";
        names["nothing"] = names["appPassword"] = "00000000-0000-4000-8000-000000000000";
        await new EventScene(people, actor, cell).Name(names, () => MakeCalendar(people, cell.Role));
        if (cell.Path.Contains("{calendar}", StringComparison.Ordinal)) names["calendar"] = await MakeCalendar(people, cell.Role);
        if (cell.Path.Contains("{feed}", StringComparison.Ordinal)) names["feed"] = await MakeFeed(people, await MakeCalendar(people, cell.Role));
        if (!cell.Path.Contains("{trashed}", StringComparison.Ordinal)) return;
        names["trashed"] = await MakeCalendar(people, cell.Role);
        (await people.Owner.Delete($"/calendars/{names["trashed"]}", ("If-Match", "*"))).Must(204);
    }

    private async Task<string> MakeCalendar(PermissionPeople people, string role)
    {
        var visibility = role == "public" ? "public" : "private";
        var made = (await people.Owner.Post("/calendars", new { name = "Scene", visibility })).Must(201).Text("calendarId");
        await Share(people.Other, "view");
        if (role is "coowner" or "edit" or "view" or "freebusy") await Share(actor, role == "coowner" ? "owner" : role);
        return made;

        async Task Share(TestUser grantee, string permission) =>
            (await people.Owner.Post($"/calendars/{made}/share", new { userId = grantee.UserId, permission })).Must(201);
    }

    private static async Task<string> MakeFeed(PermissionPeople people, string calendar) =>
        (await people.Owner.Post($"/calendars/{calendar}/feeds", new { permission = "freebusy" })).Must(201).Text("path")["/feeds/".Length..^".ics".Length];

    private string Fill(string text) => names.Aggregate(text, (filled, name) => filled.Replace($"{{{name.Key}}}", name.Value, StringComparison.Ordinal));
}

/// <summary>Those who play in every scene.</summary>
internal sealed record PermissionPeople(TestUser Owner, TestUser Actor, TestUser Other, TestUser Guest);
