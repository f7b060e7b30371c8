using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Kalends.Domain.Merging;

namespace Kalends.Client;

/// <summary>An edit or deletion on its way, as the state that it will be on the server.</summary>
internal sealed class WireEdit(PendingOperation pending, DeviceId device)
{
    private static readonly string[] TimeMembers = ["start", "end", "recurrence"];

    /// <param name="synced">What the device had of the event.</param>
    internal Operation ToOperation(JsonObject synced) => new(new Stamp(pending.Time, device), pending.Previous)
    {
        Changes = [.. Changes()],
        Deletes = pending.Kind == "delete" ? ReplicaEvent.StateOf(synced).Known : null,
    };

    private IEnumerable<PartChange> Changes()
    {
        var written = pending.Wire["event"]?.AsObject() ?? [];
        foreach (var (member, value) in written.Where(one => !TimeMembers.Contains(one.Key))) yield return Change(member, ReplicaEvent.Text(value));
        if (written.ContainsKey("start")) yield return Change(PartPath.Time, ReplicaEvent.Text(ReplicaEvent.TimeOf(written)));
        foreach (var guest in pending.Wire["invite"]?.AsArray() ?? [])
            yield return Change(ReplicaEvent.PathOf((string)guest!["email"]!), ReplicaEvent.Text(guest));
        foreach (var email in pending.Wire["uninvite"]?.AsArray() ?? [])
            yield return Change(ReplicaEvent.PathOf((string)email!), null);
    }

    private PartChange Change(string path, string? value) => new(path, value) { Seen = Seen(path) };

    private ImmutableArray<Stamp> Seen(string path) =>
        [.. (pending.Wire["seen"]?[path]?.AsArray() ?? []).Select(text => Stamp.TryRead((string)text!, out var stamp) ? stamp : Stamp.None)];
}
