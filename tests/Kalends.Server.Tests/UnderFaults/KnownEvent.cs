using System.Text.Json.Nodes;
using Kalends.Server.Tests.Events;
using Kalends.Server.Tests.Running;

namespace Kalends.Server.Tests.UnderFaults;

/// <summary>One event, whose editor remembers what was acknowledged, and does not send again what was not, but looks what became of it.</summary>
/// <param name="owner">Whose it is.</param>
/// <param name="calendar">Where it lies.</param>
/// <param name="start">When, until it is moved.</param>
internal sealed class KnownEvent(Person owner, string calendar, DateTimeOffset start)
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(30);

    private readonly Turn turn = new();
    private readonly string key = $"{Guid.CreateVersion7():N}";
    private volatile EventView view = new() { Draft = owner.NextTitle() };

    public EventView View => view;

    /// <summary>A rule makes it a series: large, reminding nobody, and never moved or deleted.</summary>
    public string? Rule { get; init; }

    /// <summary>Makes, edits, moves, deletes or restores it; false where somebody is at it.</summary>
    public Task<bool> TryStep(int choice) => turn.Try(async () =>
    {
        if (view.Id is null) await Create();
        else if (await Find() is { } face) await Edit(face, choice);
    });

    /// <summary>Reads it; false where somebody is at it.</summary>
    public Task<bool> TryLook() => turn.Try(() => view.Id is null ? Task.CompletedTask : Look());

    /// <summary>The same call under the same key until it is acknowledged; then the event is there once.</summary>
    private async Task Create()
    {
        var face = new EventFace(view.Draft, start, 1);
        var body = Body(face).With("reminders", Rule is null ? new JsonArray(10) : []);
        if (Rule is not null) body = body.With("recurrence", new JsonArray(Rule)).With("transparency", "transparent");
        var answer = await owner.Try(new Call("POST", $"/calendars/{calendar}/events", body.ToJsonString()), ("Idempotency-Key", key));
        if (answer is null) return;
        if ((int)answer.Status == 201 && EventFace.Read(answer.Json) == face) view = view with { Id = answer.Text("eventId"), Possible = [face] };
        else owner.Wrong($"made {face}: {answer.Raw}");
    }

    private Task Edit(EventFace face, int choice)
    {
        var next = face with { Version = face.Version + 1 };
        if (!face.IsLive) return Change(next with { IsLive = true }, new Call("POST", Path("/restore")), "*");
        if (choice < 2 && Rule is null) return Change(next with { IsLive = false }, new Call("DELETE", Path()), $"\"{face.Version}\"");
        next = next with { Title = owner.NextTitle() };
        if (choice < 5 && Rule is null) next = next with { Start = face.Start == start ? start + Step : start };
        return Change(next, new Call("PATCH", Path(), Body(next).ToJsonString()), $"\"{face.Version}\"");
    }

    private async Task Change(EventFace next, Call call, string ifMatch)
    {
        var before = view;
        view = before with { IsChanging = true };
        var answer = await owner.Try(call, ("If-Match", ifMatch));
        view = answer switch
        {
            null => before.Or(next),
            { IsSuccess: true } => before with { Possible = [next] },
            _ => before,
        };
        if (answer is { IsSuccess: true } && answer.Raw.Length > 0 && EventFace.Read(answer.Json) != next) owner.Wrong($"{call} to {next}: {answer.Raw}");
        // A change that was not answered may have come in between.
        var isOvertaken = before.Possible.Length > 1 && answer is { Status: System.Net.HttpStatusCode.PreconditionFailed or System.Net.HttpStatusCode.NotFound or System.Net.HttpStatusCode.Conflict };
        if (answer is { IsSuccess: false } && !isOvertaken) owner.Wrong($"{call} to {next}: {answer.Raw}");
    }

    private async Task<EventFace?> Find() => view.IsSure ? view.Possible[0] : await Look();

    private async Task<EventFace?> Look()
    {
        if (await owner.Try(new Call("GET", Path())) is not { } answer) return null;
        if (Judge(view, answer) is { } face)
        {
            view = view.Seen(face);
            return face;
        }
        owner.Wrong($"may be {string.Join(" or ", view.Possible)}: {answer.Raw}");
        return null;
    }

    /// <summary>Which of the possible faces the answer shows.</summary>
    public static EventFace? Judge(EventView view, Response answer) => (int)answer.Status switch
    {
        200 when EventFace.Read(answer.Json) is var face && view.Possible.Contains(face) => face,
        404 => view.Possible.FirstOrDefault(face => !face.IsLive),
        _ => null,
    };

    private string Path(string more = "") => $"/events/{view.Id}{more}";

    private static JsonObject Body(EventFace face) =>
        EventCalls.Timed(face.Title, $"{face.Start:yyyy-MM-ddTHH:mm:ss}", $"{face.Start + EventFace.Length:yyyy-MM-ddTHH:mm:ss}");
}
