using System.Text.Json.Nodes;
using Kalends.Domain.Identity;
using Kalends.Domain.Merging;
using NodaTime;

namespace Kalends.Client;

/// <summary>
/// A copy of a user's calendars that is edited at once and synchronised when there is a connection. What it shows is what the server told
/// last, merged with the edits that the server has not answered. Not safe for use by several threads.
/// </summary>
/// <param name="user">Whose copy.</param>
/// <param name="device">Chosen once for this installation.</param>
/// <param name="clock">The device's clock, which may be wrong: the server's answers set it right.</param>
public sealed class Replica(UserId user, Guid device, TimeProvider clock)
{
    private static readonly Duration HonestSkew = Duration.FromMinutes(1);

    private readonly DeviceId id = DeviceId.Of(user, device);
    private readonly string chosen = device.ToString();
    private readonly SortedDictionary<string, JsonObject> events = new(StringComparer.Ordinal);
    private readonly List<PendingOperation> log = [];
    private HybridClock hybrid;
    private Duration offset = Duration.Zero;
    private string? cursor;

    /// <summary>How many operations wait for an answer.</summary>
    public int Pending => log.Count;

    /// <summary>What was refused, or taken in only in part, for the user to see: results as the server gave them.</summary>
    public IList<JsonObject> Notices { get; } = [];

    /// <summary>The events as the user sees them, by id.</summary>
    public IEnumerable<JsonObject> List()
    {
        var made = log.Where(pending => pending.Kind == "create" && !events.ContainsKey(pending.EventId)).Select(pending => pending.EventId);
        return [.. events.Keys.Concat(made).Select(Find).OfType<JsonObject>()];
    }

    /// <summary>The event as the user sees it, or null.</summary>
    public JsonObject? Find(string eventId)
    {
        var pending = log.Where(one => one.EventId == eventId).ToList();
        var synced = events.GetValueOrDefault(eventId) ?? (pending.FirstOrDefault(one => one.Kind == "create") is { } create ? Made(create) : null);
        return synced is null ? null : ReplicaEvent.Show(synced, pending.Where(one => one.Kind != "create")
            .Aggregate(ReplicaEvent.StateOf(synced), (state, one) => Merge.Of(state, new WireEdit(one, id).ToOperation(synced).ToState())));
    }

    /// <summary>Makes an event; gives its id, which it will have on the server too.</summary>
    public string Create(string calendarId, JsonObject @event)
    {
        var time = Tick();
        var eventId = Places.MadeBy(new Stamp(time, id)).ToString();
        log.Add(new PendingOperation(eventId, new JsonObject
        {
            ["stamp"] = Stamp.TimeText(time), ["kind"] = "create", ["calendarId"] = calendarId, ["event"] = @event.DeepClone(),
        }));
        return eventId;
    }

    /// <summary>Writes members. Start, end and recurrence are one part: who names one of them writes all three.</summary>
    /// <exception cref="ArgumentException">There is no such event.</exception>
    public void Edit(string eventId, JsonObject changes)
    {
        var before = Find(eventId) ?? throw new ArgumentException($"There is no event {eventId}.", nameof(eventId));
        var written = changes.DeepClone().AsObject();
        if (written.ContainsKey("start") || written.ContainsKey("end") || written.ContainsKey("recurrence"))
        {
            foreach (var (member, value) in ReplicaEvent.TimeOf(before))
                if (!written.ContainsKey(member)) written[member] = value?.DeepClone();
        }
        var more = new JsonObject { ["event"] = written };
        if (written.ContainsKey("description")) more["descriptionBefore"] = events.GetValueOrDefault(eventId)?["event"]?["description"]?.DeepClone() ?? "";
        Add("edit", eventId, more);
    }

    /// <summary>Invites somebody, or takes an invitation back.</summary>
    public void Invite(string eventId, string email, bool isInvited) => Add("edit", eventId, isInvited
        ? new JsonObject { ["invite"] = new JsonArray(new JsonObject { ["email"] = email }) }
        : new JsonObject { ["uninvite"] = new JsonArray(email) });

    /// <summary>Deletes an event; it stays where somebody has edited it meanwhile.</summary>
    public void Delete(string eventId) => Add("delete", eventId, new JsonObject { ["known"] = events.GetValueOrDefault(eventId)?["merge"]?["known"]?.DeepClone() });

    /// <summary>The body of the next round.</summary>
    /// <param name="most">Operations in it.</param>
    public JsonObject Request(int most = 500) => new()
    {
        ["device"] = chosen,
        ["cursor"] = cursor,
        ["operations"] = new JsonArray([.. log.Take(most).Select(pending => pending.Wire.DeepClone())]),
    };

    /// <summary>Takes in the answer to a round. Answers to what is not pending any more change nothing.</summary>
    public void Take(JsonObject answer)
    {
        var skew = NodaTime.Text.InstantPattern.General.Parse((string)answer["now"]!).Value - Now;
        offset = skew > -HonestSkew && skew < HonestSkew ? Duration.Zero : skew;
        var results = answer["operations"]!.AsArray().Select(result => result!.AsObject()).ToLookup(result => (string)result["stamp"]!);
        var answered = log.Where(pending => results[pending.StampText].FirstOrDefault() is { } result && !IsToBeSentAgain(result)).ToList();
        foreach (var result in answered.Select(pending => results[pending.StampText].First()).Where(result => (string)result["status"]! != "accepted"))
            Notices.Add(result.DeepClone().AsObject());
        log.RemoveAll(answered.Contains);
        if (results.SelectMany(result => result).Any(result => (string?)result["reason"] == "clock")) StampAnew();
        foreach (var calendar in answer["calendars"]!.AsArray().Where(calendar => (string)calendar!["state"]! != "current"))
            Drop(copy => Same(copy["calendarId"], calendar!["calendarId"]));
        foreach (var change in answer["changes"]!.AsArray()) TakeChange(change!.AsObject());
        cursor = (string)answer["cursor"]!;
    }

    /// <summary>Everything that is to be kept between starts.</summary>
    public JsonObject Save() => new()
    {
        ["cursor"] = cursor,
        ["clock"] = Stamp.TimeText(hybrid.Last),
        ["offset"] = (long)offset.TotalMilliseconds,
        ["events"] = new JsonArray([.. events.Values.Select(synced => synced.DeepClone())]),
        ["log"] = new JsonArray([.. log.Select(pending => new JsonObject { ["eventId"] = pending.EventId, ["wire"] = pending.Wire.DeepClone() })]),
    };

    /// <summary>Goes on from what was saved.</summary>
    public void Load(JsonObject saved)
    {
        cursor = (string?)saved["cursor"];
        hybrid = new HybridClock(PendingOperation.ReadTime((string)saved["clock"]!));
        offset = Duration.FromMilliseconds((long)saved["offset"]!);
        foreach (var synced in saved["events"]!.AsArray()) TakeChange(synced!.AsObject());
        log.AddRange(saved["log"]!.AsArray().Select(one => new PendingOperation((string)one!["eventId"]!, one["wire"]!.DeepClone().AsObject())));
    }

    private Instant Now => Instant.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());

    private ulong Tick()
    {
        hybrid = hybrid.Tick(Now + offset);
        return hybrid.Last;
    }

    private void Add(string kind, string eventId, JsonObject more)
    {
        var wire = more.DeepClone().AsObject();
        if (PreviousOf(eventId) is > 0 and var previous) wire["previous"] = Stamp.TimeText(previous);
        wire["seen"] = Seen(eventId);
        (wire["kind"], wire["eventId"], wire["stamp"]) = (kind, eventId, Stamp.TimeText(Tick()));
        log.Add(new PendingOperation(eventId, wire));
    }

    /// <summary>The last operation of this device on the event, sent or not.</summary>
    private ulong PreviousOf(string eventId) => log.FindLast(one => one.EventId == eventId)?.Time
        ?? ReplicaEvent.ReadKnowledge(events.GetValueOrDefault(eventId)?["merge"]?["known"]).LastOf(id);

    private JsonObject Seen(string eventId)
    {
        if (!events.TryGetValue(eventId, out var synced)) return [];
        var state = ReplicaEvent.StateOf(synced);
        var own = log.Where(one => one.EventId == eventId).Select(one => new Stamp(one.Time, id)).ToList();
        var parts = state.Last.Select(part => (part.Key, Stamps: Enumerable.Repeat(part.Value.Stamp, 1)))
            .Concat(state.Many.Select(part => (part.Key, Stamps: part.Value.Select(candidate => candidate.Stamp))));
        return new JsonObject(parts.Select(part => KeyValuePair.Create<string, JsonNode?>(
            part.Key, new JsonArray([.. part.Stamps.Concat(own).Select(stamp => (JsonNode)stamp.ToString())]))));
    }

    /// <summary>The clock was ahead: what is unsent gets stamps by the server's time, in the same order.</summary>
    private void StampAnew()
    {
        var pending = log.ToList();
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        hybrid = default;
        log.Clear();
        foreach (var one in pending)
        {
            var wire = one.Wire.DeepClone().AsObject();
            foreach (var member in (string[])["stamp", "previous", "seen", "eventId", "kind"]) wire.Remove(member);
            if (one.Kind == "create") ids[one.EventId] = Create((string)wire["calendarId"]!, wire["event"]!.AsObject());
            else Add(one.Kind, ids.GetValueOrDefault(one.EventId, one.EventId), wire);
        }
    }

    private void TakeChange(JsonObject change)
    {
        if (change["deleted"] is not null) Drop(copy => Same(copy["eventId"], change["eventId"]) && Same(copy["calendarId"], change["calendarId"]));
        else if ((string?)change["event"]!["eventId"] is { } eventId) events[eventId] = change.DeepClone().AsObject();
        hybrid = hybrid.Receive(ReplicaEvent.ReadKnowledge(change["merge"]?["known"]).Last);
    }

    private void Drop(Func<JsonNode, bool> isGone)
    {
        foreach (var gone in events.Where(one => isGone(one.Value["event"]!)).Select(one => one.Key).ToList()) events.Remove(gone);
    }

    private static JsonObject Made(PendingOperation create)
    {
        var @event = create.Wire["event"]!.DeepClone().AsObject();
        (@event["eventId"], @event["calendarId"]) = (create.EventId, create.Wire["calendarId"]!.DeepClone());
        return new JsonObject { ["event"] = @event };
    }

    private static bool IsToBeSentAgain(JsonObject result) => (string?)result["reason"] is "clock" or "busy";

    private static bool Same(JsonNode? one, JsonNode? other) => (string?)one == (string?)other;
}
