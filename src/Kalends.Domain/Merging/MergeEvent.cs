using System.Collections.Immutable;
using Kalends.Domain.Events;
using Kalends.Domain.Time;
using NodaTime;

namespace Kalends.Domain.Merging;

/// <summary>
/// Merges an offline edit into an event. Nobody's work is lost: where the edit, or a part of it, loses, the history gets the event as
/// the device wanted it as a version of its own, before the version that holds.
/// </summary>
/// <param name="Edit">Who made the edit, and where the event lies.</param>
/// <param name="Current">The event as it is stored, in the trash too.</param>
/// <param name="Offline">The edit.</param>
public sealed record MergeEvent(EditContext Edit, Event Current, OfflineEdit Offline)
{
    /// <summary>Whether it is older than what is remembered: then only the event's history knows whether it has come before.</summary>
    public bool IsForgotten => Current.Merge is { } record && Offline.Stamp.Time < record.Known.Below;

    /// <summary>Accepts the event as one or two new versions, or refuses what no event can be.</summary>
    public MergeDecision Decide(DomainRules rules, Instant now)
    {
        var stored = Current.Merge ?? MergeRecord.Fresh;
        if (Offline.Stamp.Time >= stored.Known.Below && stored.Known.Covers(Offline.Stamp)) return new MergeDecision.Known();
        var current = Current with { Merge = stored.Compacted(now) };
        var writer = new PartWriter(rules, Edit);
        EventInstance? instance = null;
        if (Offline.Place is { } place)
        {
            if (writer.FindInstance(Current, place) is not { } id) return new MergeDecision.Refused(new Refusal.NotFound("instance"));
            instance = Current.FindInstance(rules, Edit.CalendarZone, InstanceReference.Of(rules, Edit.CalendarZone, id));
        }
        return new WantedParts(rules, Edit, Offline).Read(Current, instance) switch
        {
            Checked<ImmutableArray<PartChange>>.Accepted { Value: var changes } => new MergeRun(this, current, writer) { Now = now }.Decide(changes, rules),
            Checked<ImmutableArray<PartChange>>.Refused { Refusal: var broken } => new MergeDecision.Refused(broken),
            _ => throw new InvalidOperationException("Parts are accepted or refused."),
        };
    }
}
