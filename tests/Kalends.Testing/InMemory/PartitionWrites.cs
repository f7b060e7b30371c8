using System.Collections.Immutable;
using Kalends.Domain.Events;
using Kalends.Storage.Events;

namespace Kalends.Testing.InMemory;

/// <summary>What happens to a partition in one piece.</summary>
internal static class PartitionWrites
{
    public static CommitResult Write(this Partition partition, EventCommit commit, CalendarRoom room)
    {
        foreach (EventChange change in commit.Events)
            if (change.After.Revision != (partition.Events.GetValueOrDefault(change.After.Id)?.Event.Revision ?? 0) + 1)
                return new CommitResult.Overtaken(change.After.Id);
        foreach (ReminderSetting setting in commit.Reminders)
            if (!partition.Events.ContainsKey(setting.EventId) && !commit.Events.Any(change => change.After.Id == setting.EventId))
                return new CommitResult.Overtaken(setting.EventId);
        int added = commit.Events.Count(change => !partition.Events.ContainsKey(change.After.Id));
        if (added > 0 && !commit.MayOverfill && room.Refuse(partition.Events.Count + added) is { } full) return full;

        if (commit.Events.Length > 0) partition.Head++;
        foreach (EventChange change in commit.Events)
        {
            partition.Events[change.After.Id] = new StoredEvent(change.After, partition.Head);
            partition.LateLocations.Add(change.After.Id);
            foreach (HistoryEntry entry in change.History) partition.History[(change.After.Id, entry.Version)] = entry;
        }
        foreach (ReminderSetting setting in commit.Reminders)
            if (setting.Minutes is null) partition.Reminders.Remove((setting.EventId, setting.UserId));
            else partition.Reminders[(setting.EventId, setting.UserId)] = setting;
        return new CommitResult.Committed(partition.Head);
    }

    public static bool TryForget(this Partition partition, Event @event)
    {
        if (partition.Events.GetValueOrDefault(@event.Id) is not { } stored || stored.Event.Revision != @event.Revision) return false;
        partition.Floor = Math.Max(partition.Floor, stored.Sequence);
        partition.Forget(@event.Id);
        return true;
    }

    public static ChangePage ReadChanges(this Partition partition, long after, int limit)
    {
        var all = partition.Events.Values.Where(stored => stored.Sequence > after)
            .OrderBy(stored => stored.Sequence).ThenBy(stored => stored.Event.Id).ToList();
        int count = Math.Min(limit, all.Count);
        while (count > 0 && count < all.Count && all[count].Sequence == all[count - 1].Sequence) count++;
        ImmutableArray<Change> items = [.. all.Take(count).Select(stored => new Change(stored.Sequence, stored.Event))];
        return new ChangePage(items, partition.Head, partition.Floor, HasMore: count < all.Count);
    }
}
