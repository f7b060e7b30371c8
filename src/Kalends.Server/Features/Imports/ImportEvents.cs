using System.Collections.Immutable;
using Kalends.Domain.Events;
using Kalends.Domain.Interchange;
using Kalends.Server.Hosting;
using Kalends.Server.Projecting;
using Kalends.Storage;
using Kalends.Storage.Events;
using NodaTime;

namespace Kalends.Server.Features.Imports;

/// <summary>A component with what became of it; null where that cannot be told before its series has come.</summary>
internal readonly record struct TakenComponent(FileComponent File, ComponentOutcome? Outcome);

/// <summary>Takes batches of components into a calendar: finds what is there, lets the rules decide, stores.</summary>
internal sealed class ImportEvents(ImportTools tools, ImportTarget target, bool isDryRun)
{
    private const int Attempts = 20;

    private readonly ImportAccounts accounts = new(tools.Users);
    private readonly SeenUids seen = new();
    private readonly FullCalendar full = new();
    private readonly FoundEvents found = new(tools, target, isDryRun);

    /// <param name="batch">At most as many as a commit holds.</param>
    /// <param name="areLast">Whether nothing that they wait for can come any more.</param>
    /// <param name="cancellation">Ends the wait for the store.</param>
    public async Task<IReadOnlyList<TakenComponent>> Take(ImportBatch batch, bool areLast, CancellationToken cancellation)
    {
        var groups = batch.Components.GroupBy(file => Uids.Of(file.Component)).Select(group => seen.Check(group.Key, group)).ToList();
        var edit = new EditContext(target.Caller, target.Calendar.TimeZone) { Accounts = await accounts.Of(batch, cancellation) };
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var stored = await found.Of([.. groups.Select(group => group.Uid)], cancellation);
            var decisions = groups.Where(group => areLast || !group.Waits(stored)).Select(group => (Group: group, Decision: Decide(edit, group, stored))).ToList();
            var result = await Store([.. decisions.Select(one => one.Decision.Change).OfType<EventChange>()], stored, cancellation);
            if (result is CommitResult.Full refusal) full.Note(refusal);
            if (result is not CommitResult.Committed) continue;
            foreach (var (group, _) in decisions) seen.Note(group, stored.Event(group.Uid));
            var decided = decisions.ToDictionary(one => one.Group, one => one.Decision);
            return [.. groups.SelectMany(group => Outcomes(group, decided.GetValueOrDefault(group)))];
        }
        throw new StorageException("An import was overtaken again and again.");
    }

    /// <summary>Instances that a file brought once, and that it does not have any more.</summary>
    public async Task ForgetUnseenInstances(CancellationToken cancellation)
    {
        if (isDryRun) return;
        foreach (var uids in seen.Revisited.Chunk(EventCommit.MaxEvents))
        {
            for (var attempt = 0; attempt < Attempts; attempt++)
            {
                var stored = await found.Of([.. uids], cancellation);
                var changes = stored.All.Select(@event =>
                    new ForgetInstances(target.Caller, @event, seen.InstancesOf(@event.ICalUid)).Decide(tools.Clock.Now())).OfType<EventChange>();
                if (await Store([.. changes], stored, cancellation) is not CommitResult.Overtaken) break;
            }
        }
    }

    private ImportDecision Decide(EditContext edit, UidGroup group, StoredEvents stored) => full.Refuse(group, stored) ?? new ImportEvent(edit, stored.Event(group.Uid), group.Taken)
    {
        NewId = stored.NewId(group.Uid),
        Calendar = target.Calendar.Id,
        ICalUid = group.Uid,
    }.Decide(tools.Rules, tools.Clock.Now());

    private async Task<CommitResult> Store(ImmutableArray<EventChange> changes, StoredEvents stored, CancellationToken cancellation)
    {
        if (isDryRun) found.Remember(changes);
        if (isDryRun || changes.IsEmpty) return new CommitResult.Committed(0);
        var (earlier, now) = (await found.RemindersOn(stored, changes, cancellation), tools.Clock.Now());
        var write = new EventWrite(target.Calendar, changes)
        {
            EarlierReminders = earlier,
            Reminders = [.. changes.SelectMany(change => NoReminders(change.After, new EarlierState(stored, earlier, now)))],
        };
        return await tools.Commit.Run(write, now, cancellation);
    }

    private IEnumerable<ReminderSetting> NoReminders(Event after, EarlierState earlier) =>
        new QuietImport(target.Calendar, earlier.Stored.Event(after.ICalUid), after)
            .Decide(tools.Rules, earlier.Reminders.Where(setting => setting.EventId == after.Id).Select(setting => setting.UserId), earlier.Now)
            .Select(user => new ReminderSetting(after.Id, user, []));

    private static IEnumerable<TakenComponent> Outcomes(UidGroup group, ImportDecision? decision)
    {
        foreach (var (file, why) in group.Doubles) yield return new TakenComponent(file, why);
        for (var i = 0; i < group.Taken.Length; i++) yield return new TakenComponent(group.Taken[i], decision?.Outcomes[i]);
    }

    /// <summary>What the import found, and when.</summary>
    private sealed record EarlierState(StoredEvents Stored, ImmutableArray<ReminderSetting> Reminders, Instant Now);
}
