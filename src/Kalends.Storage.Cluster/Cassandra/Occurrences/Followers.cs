using Kalends.Storage.Cluster.Cassandra.Notifications;
using Kalends.Storage.Cluster.Cassandra.Partitions;
using Kalends.Storage.Occurrences;

namespace Kalends.Storage.Cluster.Cassandra.Occurrences;

/// <summary>What lies at other keys and follows an event's projection: who takes part, and what is due.</summary>
internal sealed class Followers(ParticipationRows participations, FollowNotifications notifications)
{
    /// <summary>Makes the followers those of the projection, unless a newer one has written its own. May be done again.</summary>
    /// <param name="projection">The projection.</param>
    /// <param name="old">The event's state before.</param>
    /// <param name="version">Of the partition when the projection was judged.</param>
    public Task Follow(Projection projection, EventState? old, long version) => Task.WhenAll(
        participations.Follow(projection, old?.People ?? [], version),
        notifications.Follow(projection, old?.Told ?? [], version));
}
