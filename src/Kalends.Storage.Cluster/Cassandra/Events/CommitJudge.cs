using Kalends.Domain.Events;
using Kalends.Storage.Cluster.Cassandra.Occurrences;
using Kalends.Storage.Cluster.Cassandra.Partitions;
using Kalends.Storage.Events;

namespace Kalends.Storage.Cluster.Cassandra.Events;

/// <summary>Compares a commit with the partition as it was read. Pure.</summary>
internal static class CommitJudge
{
    public static CommitOutcome Judge(
        PreparedCommit prepared, PartitionBefore before, IReadOnlyDictionary<EventId, EventState> states)
    {
        EventCommit commit = prepared.Commit;
        foreach (EventChange change in commit.Events)
            if (change.After.Revision != (states.GetValueOrDefault(change.After.Id)?.Revision ?? 0) + 1)
                return CommitOutcome.Overtaken(change.After.Id);
        var written = commit.Events.Select(change => change.After.Id).ToHashSet();
        foreach (ReminderSetting setting in commit.Reminders)
            if (!written.Contains(setting.EventId) && !states.ContainsKey(setting.EventId)) return CommitOutcome.Overtaken(setting.EventId);

        long sequence = before.Head.Head + (commit.Events.IsEmpty ? 0 : 1);
        var transitions = prepared.Events.Select(made =>
        {
            EventState? old = states.GetValueOrDefault(made.After.Id);
            return new EventTransition(made.After.Id, old, Next(made, old, sequence));
        }).ToDictionary(transition => transition.Id);
        foreach (PreparedProjection projection in prepared.Projections) Show(projection, states, transitions);
        return new CommitOutcome(new CommitResult.Committed(sequence), before.Head.Version + 1, [.. transitions.Values]);
    }

    private static EventState Next(PreparedEvent made, EventState? old, long sequence)
    {
        EventState next = EventState.Of(made.After, old, sequence);
        return next with { Size = made.Cell.Length, LargeDocument = made.LargeId, Entries = next.Entries + made.History.Length };
    }

    /// <summary>
    /// Switches an event to a projection that came with the commit. People whom an earlier projection reached stay known until the worker
    /// projects anew: whether what they had is removed shows only after the commit.
    /// </summary>
    private static void Show(
        PreparedProjection prepared, IReadOnlyDictionary<EventId, EventState> states, Dictionary<EventId, EventTransition> transitions)
    {
        EventId id = prepared.Projection.EventId;
        EventTransition? transition = transitions.GetValueOrDefault(id)
            ?? (states.GetValueOrDefault(id) is { } stored ? new EventTransition(id, stored, stored) : null);
        if (transition is null || !transition.Next.Welcomes(prepared.Projection)) return;
        EventState next = transition.Next.Show(prepared.Seen, prepared.Projection);
        transitions[id] = transition with
        {
            Next = next with
            {
                People = [.. next.People.Union(transition.Old?.People ?? [])], Told = [.. next.Told.Union(transition.Old?.Told ?? [])],
            },
            Shown = prepared,
        };
    }
}
