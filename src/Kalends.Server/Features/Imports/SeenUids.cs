using System.Collections.Immutable;
using Kalends.Domain;
using Kalends.Domain.Events;
using Kalends.Domain.Interchange;

namespace Kalends.Server.Features.Imports;

/// <summary>The components of one UID within a batch.</summary>
/// <param name="Uid">Theirs.</param>
/// <param name="Taken">To be taken over, the event itself before its instances.</param>
/// <param name="Doubles">Not to be.</param>
internal sealed record UidGroup(string Uid, ImmutableArray<FileComponent> Taken, ImmutableArray<(FileComponent File, ComponentOutcome Why)> Doubles)
{
    /// <summary>Instances wait for their series.</summary>
    public bool Waits(StoredEvents stored) => Taken.All(file => file.IsInstance) && stored.Event(Uid) is null;
}

/// <summary>Which UIDs and instances a file has had so far: a few octets for each, however long it is.</summary>
internal sealed class SeenUids
{
    private readonly Dictionary<string, int> masters = new(StringComparer.Ordinal);

    /// <summary>By UID, the instances seen; null where the event had none of an earlier import when this one came to it.</summary>
    private readonly Dictionary<string, HashSet<string>?> instances = new(StringComparer.Ordinal);

    /// <summary>UIDs whose event is in the file and had instances of an earlier import.</summary>
    public IEnumerable<string> Revisited => instances.Where(seen => seen.Value is not null && masters.ContainsKey(seen.Key)).Select(seen => seen.Key);

    public IReadOnlySet<string> InstancesOf(string uid) => instances[uid]!;

    /// <summary>A file has each event once; the first one counts, so that reading it in again comes to the same.</summary>
    public UidGroup Check(string uid, IEnumerable<FileComponent> components)
    {
        var taken = ImmutableArray.CreateBuilder<FileComponent>();
        var doubles = ImmutableArray.CreateBuilder<(FileComponent, ComponentOutcome)>();
        foreach (var file in components.OrderBy(file => file.IsInstance))
        {
            if (file.IsInstance || masters.TryAdd(uid, file.Line)) taken.Add(file);
            else doubles.Add((file, new ComponentOutcome.Refused(Refusal.Invalid.Of("UID", $"is that of the event in line {masters[uid]}"))));
        }
        return new UidGroup(uid, taken.ToImmutable(), doubles.ToImmutable());
    }

    /// <summary>Notes which instances of an event the file has.</summary>
    /// <param name="group">What was taken.</param>
    /// <param name="before">The event as it was stored before that.</param>
    public void Note(UidGroup group, Event? before)
    {
        if (!instances.TryGetValue(group.Uid, out var known))
        {
            var isRevisited = before is not null && before.Overrides.Any(changes => changes.Carried is not null);
            instances.Add(group.Uid, known = isRevisited ? new HashSet<string>(StringComparer.Ordinal) : null);
        }
        foreach (var file in group.Taken)
            if (file.Component.Find("RECURRENCE-ID") is { } property) known?.Add(property.RawValue);
    }
}
