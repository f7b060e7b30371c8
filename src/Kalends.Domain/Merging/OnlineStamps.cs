using System.Collections.Immutable;
using Kalends.Domain.Events;
using NodaTime;

namespace Kalends.Domain.Merging;

/// <summary>Stamps what an online write changes, so that offline edits made before it know their place.</summary>
internal static class OnlineStamps
{
    /// <summary>The event after a write that has seen all of the event before it.</summary>
    internal static Event StampedAfter(this Event after, Event before, Instant now) =>
        after.StampedAfter(before, (before.Merge ?? MergeRecord.Fresh).Tick(now));

    /// <summary>The same for a write that also says that its time is to hold, whether it has changed or not.</summary>
    internal static Event SettledAfter(this Event after, Event before, Instant now)
    {
        var stamped = after.StampedAfter(before, now);
        var record = stamped.Merge!;
        var own = new Stamp(record.Known.LastOf(DeviceId.Server), DeviceId.Server);
        return stamped with { Merge = Write(record, new Written(PartPath.Time, own, IsThere: true)) };
    }

    /// <summary>The same under a stamp that is given: a device made the write without a connection, and it still stands.</summary>
    internal static Event StampedAfter(this Event after, Event before, Stamp stamp)
    {
        var record = (before.Merge ?? MergeRecord.Fresh).Compacted(HybridClock.At(stamp.Time));
        var (old, written) = (EventParts.Values(before), EventParts.Values(after));
        foreach (var path in old.Keys.Union(written.Keys))
        {
            if (old.GetValueOrDefault(path) == written.GetValueOrDefault(path)) continue;
            record = Write(record, new Written(path, stamp, IsThere: written.ContainsKey(path)));
        }
        record = record.Knowing(stamp);
        return after with { Merge = after.Deleted is null ? record : record with { Removed = record.Known } };
    }

    private static MergeRecord Write(MergeRecord record, Written part)
    {
        if (!PartPath.KeepsAll(part.Path)) return record with { Last = record.Last.SetItem(part.Path, part.Stamp) };
        if (part.Path == PartPath.Time) record = record with { Open = [] };
        return record with
        {
            Many = part.IsThere ? record.Many.SetItem(part.Path, [part.Stamp]) : record.Many.Remove(part.Path),
        };
    }

    private sealed record Written(string Path, Stamp Stamp, bool IsThere);
}
