using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Kalends.Domain.Merging;

namespace Kalends.Client;

/// <summary>An event as the server last told it, and what it remembers for merging; values are JSON texts.</summary>
internal static class ReplicaEvent
{
    private static readonly string[] Simple = ["title", "description", "location", "status", "transparency", "visibility"];

    /// <summary>The event's parts.</summary>
    internal static MergeState StateOf(JsonObject synced)
    {
        var (@event, merge) = (synced["event"]!.AsObject(), synced["merge"] as JsonObject);
        var last = ImmutableSortedDictionary.CreateBuilder<string, Candidate>(StringComparer.Ordinal);
        foreach (var path in Simple) last[path] = new Candidate(ReadStamp(merge?["last"]?[path]), Text(@event[path]));
        var many = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<Candidate>>(StringComparer.Ordinal);
        many[PartPath.Time] = Candidates(merge, PartPath.Time, Text(TimeOf(@event)));
        foreach (var attendee in @event["attendees"]?.AsArray() ?? [])
            many[PathOf((string)attendee!["email"]!)] = Candidates(merge, PathOf((string)attendee["email"]!), Text(attendee));
        return new MergeState { Known = ReadKnowledge(merge?["known"]), Last = last.ToImmutable(), Many = many.ToImmutable() };
    }

    /// <summary>The event with operations that are still unanswered; null where it is deleted.</summary>
    internal static JsonObject? Show(JsonObject synced, MergeState state)
    {
        if (!state.IsAlive) return null;
        var @event = synced["event"]!.DeepClone().AsObject();
        foreach (var path in Simple) @event[path] = Value(state, path);
        foreach (var (member, value) in Value(state, PartPath.Time)!.AsObject()) @event[member] = value?.DeepClone();
        @event["attendees"] = new JsonArray([.. state.Many.Keys.Where(path => path != PartPath.Time).Select(path => Value(state, path))]);
        return @event;
    }

    internal static JsonObject TimeOf(JsonObject @event) => new()
    {
        ["start"] = @event["start"]?.DeepClone(),
        ["end"] = @event["end"]?.DeepClone(),
        ["recurrence"] = @event["recurrence"]?.DeepClone() ?? new JsonArray(),
    };

    internal static string PathOf(string email) => $"attendees/{email.ToLowerInvariant()}";

    internal static string Text(JsonNode? value) => value?.ToJsonString() ?? "null";

    internal static Knowledge ReadKnowledge(JsonNode? written)
    {
        if (written is null) return Knowledge.Creation;
        var known = new Knowledge { Below = PendingOperation.ReadTime((string)written["below"]!) };
        foreach (var (device, times) in written["spans"]!.AsObject())
        {
            foreach (var span in times!.AsArray().Select(time => PendingOperation.ReadTime((string)time!)).Chunk(2))
                known = known.With(new DeviceId(PendingOperation.ReadTime(device)), new KnownSpan(span[0], span[1]));
        }
        return known;
    }

    private static JsonNode? Value(MergeState state, string path) => state.Winner(path)?.Value is { } text ? JsonNode.Parse(text) : null;

    private static ImmutableArray<Candidate> Candidates(JsonObject? merge, string path, string value) => merge?["many"]?[path] is JsonArray stamps
        ? [.. stamps.Select(stamp => new Candidate(ReadStamp(stamp), value))]
        : [new Candidate(Stamp.None, value)];

    private static Stamp ReadStamp(JsonNode? text) => text is not null && Stamp.TryRead((string)text!, out var stamp) ? stamp : Stamp.None;
}
