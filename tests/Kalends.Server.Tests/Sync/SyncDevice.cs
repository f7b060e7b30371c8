using System.Text.Json;
using System.Text.Json.Nodes;
using Kalends.Domain.Identity;
using Kalends.Domain.Merging;
using Kalends.Server.Tests.Running;
using NodaTime;

namespace Kalends.Server.Tests.Sync;

/// <summary>A device that keeps what the server tells it, and stamps operations by a clock that the test sets.</summary>
internal sealed class SyncDevice(TestUser user, Guid? chosen = null)
{
    private readonly Dictionary<string, ulong> previous = [];
    private HybridClock clock;

    public Guid Chosen { get; } = chosen ?? Guid.CreateVersion7();

    public string? Cursor { get; set; }

    /// <summary>How far its clock is from the server's.</summary>
    public Duration Offset { get; set; } = Duration.Zero;

    /// <summary>Events by id, with what they remember for merging.</summary>
    public Dictionary<string, JsonElement> Copy { get; } = [];

    /// <summary>An operation, with its stamps.</summary>
    public JsonObject Operation(string kind, string? eventId, JsonObject? more = null)
    {
        clock = clock.Tick(SystemTime() + Offset);
        var operation = more?.DeepClone().AsObject() ?? [];
        operation["stamp"] = Stamp.TimeText(clock.Last);
        operation["kind"] = kind;
        if (eventId is null) return operation;
        operation["eventId"] = eventId;
        if (previous.TryGetValue(eventId, out var before)) operation["previous"] = Stamp.TimeText(before);
        if (kind is "edit" or "delete" or "split") previous[eventId] = clock.Last;
        return operation;
    }

    public JsonObject Edit(string eventId, object members) =>
        Operation("edit", eventId, new JsonObject { ["event"] = JsonSerializer.SerializeToNode(members) });

    /// <summary>The event that one of this device's operations makes.</summary>
    public string MadeBy(JsonObject operation)
    {
        Assert.True(Stamp.TryReadTime((string)operation["stamp"]!, out var time));
        return Places.MadeBy(new Stamp(time, DeviceId.Of(new UserId(long.Parse(user.UserId)), Chosen))).ToString();
    }

    public Task<Response> Send(params JsonObject[] operations) => user.Post("/sync", new JsonObject
    {
        ["device"] = Chosen.ToString(),
        ["cursor"] = Cursor,
        ["operations"] = new JsonArray([.. operations.Select(operation => operation.DeepClone())]),
    }.ToJsonString());

    /// <summary>A whole round: the results of the operations; copy and cursor follow.</summary>
    public async Task<IReadOnlyList<JsonElement>> Sync(params JsonObject[] operations)
    {
        var answer = (await Send(operations)).Must(200).Json;
        var results = answer.GetProperty("operations").EnumerateArray().ToList();
        Take(answer);
        while (answer.GetProperty("hasMore").GetBoolean()) Take(answer = (await Send()).Must(200).Json);
        return results;
    }

    private void Take(JsonElement answer)
    {
        Cursor = answer.GetProperty("cursor").GetString();
        foreach (var calendar in answer.GetProperty("calendars").EnumerateArray().Where(one => one.GetProperty("state").GetString() != "current"))
            Drop(id => Copy[id].GetProperty("event").GetProperty("calendarId").GetString() == calendar.GetProperty("calendarId").GetString());
        foreach (var change in answer.GetProperty("changes").EnumerateArray())
        {
            if (change.TryGetProperty("deleted", out _))
                Drop(id => id == change.GetProperty("eventId").GetString() && Copy[id].GetProperty("event").GetProperty("calendarId").GetString() == change.GetProperty("calendarId").GetString());
            else if (change.GetProperty("event").TryGetProperty("eventId", out var id))
                Copy[id.GetString()!] = change;
        }
    }

    private void Drop(Func<string, bool> isGone)
    {
        foreach (var id in Copy.Keys.Where(id => Copy[id].GetProperty("event").TryGetProperty("calendarId", out _) && isGone(id)).ToList()) Copy.Remove(id);
    }

    private static Instant SystemTime() => Instant.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
}
