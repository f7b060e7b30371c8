using System.Collections.Immutable;
using Kalends.Domain.Events;
using Kalends.Storage.Events;

namespace Kalends.Server.Features.Imports;

/// <summary>What a calendar holds of some UIDs.</summary>
internal sealed class StoredEvents(IReadOnlyDictionary<string, Event> events, IReadOnlyDictionary<string, EventId> newIds)
{
    public IEnumerable<Event> All => events.Values;

    public Event? Event(string uid) => events.GetValueOrDefault(uid);

    /// <summary>Of the event of that UID, if there is none yet.</summary>
    public EventId NewId(string uid) => newIds.GetValueOrDefault(uid);
}

/// <summary>Finds the events that a file speaks of; in a dry run also those that it would have made.</summary>
internal sealed class FoundEvents(ImportTools tools, ImportTarget target, bool isDryRun)
{
    private readonly Dictionary<string, Event> wouldBe = new(StringComparer.Ordinal);

    public async Task<StoredEvents> Of(IReadOnlyCollection<string> uids, CancellationToken cancellation)
    {
        var stored = await tools.Events.FindByUid(target.Calendar.Id, uids, cancellation);
        var events = stored.ToDictionary(@event => @event.ICalUid, StringComparer.Ordinal);
        foreach (var uid in uids)
            if (wouldBe.TryGetValue(uid, out var made)) events[uid] = made;
        var missing = uids.Where(uid => !events.ContainsKey(uid)).ToList();
        var ids = await Task.WhenAll(missing.Select(uid => FreeId(uid, cancellation)));
        return new StoredEvents(events, missing.Zip(ids).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal));
    }

    /// <summary>Only what repeats can be spoken of again later in the file.</summary>
    public void Remember(ImmutableArray<EventChange> changes)
    {
        foreach (var change in changes)
            if (change.After.Content.IsSeries) wouldBe[change.After.ICalUid] = change.After;
    }

    public async Task<ImmutableArray<ReminderSetting>> RemindersOn(
        StoredEvents stored, ImmutableArray<EventChange> changes, CancellationToken cancellation)
    {
        var settings = ImmutableArray.CreateBuilder<ReminderSetting>();
        foreach (var change in changes.Where(change => stored.Event(change.After.ICalUid) is not null))
            settings.AddRange(await tools.Events.ReadReminders(target.Calendar.Id, change.After.Id, cancellation));
        return settings.ToImmutable();
    }

    /// <summary>The id that follows from the UID, unless the event that had it has gone to another calendar or was forgotten.</summary>
    private async Task<EventId> FreeId(string uid, CancellationToken cancellation)
    {
        var id = tools.Ids.Of(target.Calendar.Id, uid);
        if (isDryRun) return id;
        var isTaken = await tools.Events.Locate(id, cancellation) is { } home
            && (home != target.Calendar.Id || await tools.Events.Find(home, id, cancellation) is { MovedTo: not null });
        return isTaken ? new EventId(target.NewIds.NextGuid()) : id;
    }
}
