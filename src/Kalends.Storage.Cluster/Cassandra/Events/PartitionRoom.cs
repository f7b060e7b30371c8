using Kalends.Storage.Cluster.Cassandra.Partitions;
using Kalends.Storage.Events;

namespace Kalends.Storage.Cluster.Cassandra.Events;

/// <summary>What one partition can bear.</summary>
internal sealed record PartitionRoom(CalendarRoom Events, long MostBytes)
{
    /// <summary>
    /// Why a commit does not fit. What is there can be edited up to twice the bytes that new events may fill, and always be deleted.
    /// </summary>
    public CommitResult.Full? Refuse(CalendarLedger after, CommitOutcome outcome)
    {
        if (outcome.Events.Any(transition => transition.Old is null)) return Refuse(after);
        bool grows = outcome.Events.Any(transition => transition.Next.IsLive);
        return grows && after.Bytes > 2 * MostBytes ? CommitResult.Full.OfBytes(MostBytes) : null;
    }

    /// <summary>Why a calendar of these sums could not have got there by new events.</summary>
    public CommitResult.Full? Refuse(CalendarLedger after) =>
        Events.Refuse(after.Events) ?? (after.Bytes > MostBytes ? CommitResult.Full.OfBytes(MostBytes) : null);
}
