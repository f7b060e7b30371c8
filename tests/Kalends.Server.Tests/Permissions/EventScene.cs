using Kalends.Server.Tests.Events;
using Kalends.Server.Tests.Running;

namespace Kalends.Server.Tests.Permissions;

/// <summary>
/// The events of a scene: <c>{event}</c>, to which the role "attendee" is invited; <c>{private}</c> the same, private; <c>{invited}</c>, to
/// which everyone is; <c>{deleted}</c>, in the trash; <c>{gone}</c>, in a calendar in the trash. <c>{target}</c> is a calendar of the role's user.
/// </summary>
internal sealed class EventScene(PermissionPeople people, TestUser actor, PermissionCell cell)
{
    private TestUser Somebody => actor.UserId.Length > 0 ? actor : people.Actor;

    public async Task Name(Dictionary<string, string> names, Func<Task<string>> makeCalendar)
    {
        if (Needs("target")) names["target"] = await Somebody.NewCalendar();
        foreach (var kind in new[] { "event", "private", "invited", "deleted", "gone" })
        {
            if (Needs(kind)) names[kind] = await Make(kind, await makeCalendar());
        }
    }

    private async Task<string> Make(string kind, string calendar)
    {
        var body = EventCalls.Timed("Scene", "2026-05-04T12:00:00", "2026-05-04T13:00:00", "RRULE:FREQ=DAILY;COUNT=3");
        body = cell.Role == "attendee" || kind == "invited" ? body.Inviting(people.Other, Somebody) : body.Inviting(people.Other);
        if (kind == "private") body["visibility"] = "private";
        var id = await people.Owner.Make(calendar, body.DeepClone().AsObject());
        if (kind == "deleted") (await people.Owner.DeleteEvent(id)).Must(204);
        if (kind == "gone") (await people.Owner.Delete($"/calendars/{calendar}", ("If-Match", "*"))).Must(204);
        return id;
    }

    private bool Needs(string name) => $"{cell.Path} {cell.Body}".Contains($"{{{name}}}", StringComparison.Ordinal);
}
