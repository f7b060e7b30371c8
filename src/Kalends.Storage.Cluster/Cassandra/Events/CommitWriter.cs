using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Storage.Cluster.Cassandra.Partitions;
using Kalends.Storage.Events;

namespace Kalends.Storage.Cluster.Cassandra.Events;

/// <summary>
/// A commit in three parts: rows that mean nothing yet, in partitions of their own; the conditional batch in the calendar's partition,
/// which makes all of it true at once; and what follows at other keys, which the worker finds listed if this process dies before it.
/// </summary>
internal sealed class CommitWriter(PartitionWriter partitions, EventRows events, CommitTrail trail)
{
    public required PartitionRoom Room { get; init; }

    public async Task<CommitResult> Run(EventCommit commit, CancellationToken cancellation)
    {
        var prepared = new PreparedCommit(commit);
        Task announced = trail.Announce(prepared, cancellation);
        CommitOutcome outcome;
        try
        {
            outcome = await partitions.Change(commit.Calendar, () => Judge(prepared, announced, cancellation), cancellation);
        }
        finally
        {
            await announced.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        if (outcome.Result is CommitResult.Committed) await trail.Follow(prepared, outcome);
        else trail.WithdrawLater(prepared);
        return outcome.Result;
    }

    public async Task<CommitResult.Full?> FindFull(CalendarId calendar, CancellationToken cancellation)
    {
        CalendarLedger ledger = (await events.ReadForChange(new ChangeKeys(calendar, [], []), cancellation)).Before.Ledger;
        return Room.Refuse(ledger with { Events = ledger.Events + 1 });
    }

    private async Task<PartitionStep<CommitOutcome>> Judge(
        PreparedCommit prepared, Task announced, CancellationToken cancellation)
    {
        var keys = new ChangeKeys(prepared.Commit.Calendar, prepared.Touched, prepared.Arrivals.Select(@event => @event.ICalUid));
        var (before, states, uids) = await events.ReadForChange(keys, cancellation);
        CommitOutcome outcome = CommitJudge.Judge(prepared, before, states);
        if (outcome.Result is CommitResult.Overtaken) return new PartitionStep<CommitOutcome>(before.Head, outcome, Batch: null);
        PartitionBatch batch = Write(prepared, outcome, before);
        if (!prepared.Commit.MayOverfill && Room.Refuse(batch.Ledger, outcome) is { } full)
            return new PartitionStep<CommitOutcome>(before.Head, CommitOutcome.Refused(full), Batch: null);
        foreach (Event arrival in prepared.Arrivals) uids.Add(arrival);
        uids.WriteTo(batch);
        await Task.WhenAll(announced, trail.Announce(before, outcome, cancellation));
        return new PartitionStep<CommitOutcome>(before.Head, outcome, batch);
    }

    private PartitionBatch Write(PreparedCommit prepared, CommitOutcome outcome, PartitionBefore before)
    {
        var batch = trail.Begin(before);
        if (outcome.Result is CommitResult.Committed committed) batch.Head = committed.Sequence;
        var cells = prepared.Events.ToDictionary(made => made.After.Id);
        foreach (EventTransition transition in outcome.Events)
            batch.Replace(new EventStep(transition.Id, transition.Old, transition.Next)
            {
                Document = cells.GetValueOrDefault(transition.Id)?.Cell,
            });
        foreach (PreparedEvent made in prepared.Events)
        foreach (PreparedEntry entry in made.History)
            batch.Put(RowKey.Of(RowKind.History, made.After.Id) with { Sub = entry.Version }, entry.Id.ToByteArray());
        foreach (ReminderSetting setting in prepared.Commit.Reminders) ReminderRows.Set(batch, setting);
        return batch;
    }
}
