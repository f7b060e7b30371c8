using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Storage;
using Kalends.Storage.Events;
using Kalends.Storage.Occurrences;
using NodaTime;

namespace Kalends.Server.Projecting;

/// <summary>What a decision makes of one calendar.</summary>
/// <param name="Calendar">Where all of it lies.</param>
/// <param name="Changes">The decided changes.</param>
internal sealed record EventWrite(Calendar Calendar, ImmutableArray<EventChange> Changes)
{
    /// <summary>Personal reminders to be set.</summary>
    public ImmutableArray<ReminderSetting> Reminders { get; init; } = [];

    /// <summary>The reminders that were set on the events before.</summary>
    public ImmutableArray<ReminderSetting> EarlierReminders { get; init; } = [];

    /// <summary>Also into a calendar that takes nothing new.</summary>
    public bool MayOverfill { get; init; }
}

/// <summary>Stores a decision together with the projections it entails, where those are small; the worker makes the others.</summary>
internal sealed class CommitEvents(StorageSet storage, ProjectEvent project, WorkerWake worker, DueNews due)
{
    public async Task<CommitResult> Run(EventWrite write, Instant now, CancellationToken cancellation)
    {
        var projections = ImmutableArray.CreateBuilder<Projection>();
        // What departs is not projected before it has arrived: until then it shows as unprojected, for the worker to finish the move.
        var lasting = write.Changes.Where(change => change.After.MovedTo is null).ToList();
        foreach (var change in lasting)
        {
            var source = new ProjectionSource(change.After, write.Calendar, RemindersOn(change.After.Id, write));
            if (await project.RunIfSmall(source, now, cancellation) is { } projection) projections.Add(projection);
        }
        var whole = new EventCommit(write.Calendar.Id)
        {
            Events = write.Changes,
            Reminders = write.Reminders,
            Projections = projections.ToImmutable(),
            MayOverfill = write.MayOverfill,
        };
        var result = await storage.Events.Commit(whole, cancellation);
        if (result is not CommitResult.Committed committed) return result;
        storage.Signals.Changed(write.Calendar.Id, committed.Sequence);
        due.Tell();
        await FollowZone(write, lasting, now, cancellation);
        if (projections.Count < lasting.Count) worker.Wake();
        return result;
    }

    /// <summary>
    /// If the calendar was given another time zone since it was read, whoever did that may have passed these events by before they were
    /// stored: then their whole days were projected into the old zone.
    /// </summary>
    private async Task FollowZone(EventWrite write, List<EventChange> changes, Instant now, CancellationToken cancellation)
    {
        var withDays = changes.Where(change => change.After.HasDays()).ToList();
        if (withDays.Count == 0) return;
        if (await storage.Calendars.Find(write.Calendar.Id, default, cancellation) is not { Calendar: var current }) return;
        if (current.TimeZone == write.Calendar.TimeZone) return;
        foreach (var change in withDays)
        {
            var source = new ProjectionSource(change.After, current, RemindersOn(change.After.Id, write));
            await storage.Occurrences.Apply(await project.Run(source, now, cancellation), cancellation);
        }
    }

    private static ImmutableArray<ReminderSetting> RemindersOn(EventId id, EventWrite write) =>
    [
        .. write.Reminders.Where(setting => setting.EventId == id && setting.Minutes is not null),
        .. write.EarlierReminders.Where(earlier =>
            earlier.EventId == id && !write.Reminders.Any(setting => setting.EventId == id && setting.UserId == earlier.UserId)),
    ];
}
