using System.Collections.Immutable;
using Kalends.Cql;
using Kalends.Domain.Notifications;
using NodaTime;

namespace Kalends.Storage.Cluster.Cassandra.Notifications;

/// <summary>
/// Up to when notifications are forgotten. Nobody looks for them: what is older is not shown, and the servers delete rows by age. Other
/// processes learn of a later instant within minutes.
/// </summary>
internal sealed class ForgottenBefore(CassandraDatabase database, int firstShard, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    // The time of the write is the instant itself, so the latest instant stays whoever writes last.
    private static readonly Cql Put = new("UPDATE forgotten_notifications USING TIMESTAMP ? SET before = ? WHERE shard = ?");
    private static readonly Cql Select = new("SELECT before FROM forgotten_notifications WHERE shard = ?");

    private volatile Known? known;

    public static ImmutableArray<Cql> Statements { get; } = [Put, Select];

    public async Task Forget(Instant before, CancellationToken cancellation)
    {
        long seconds = before.ToUnixTimeSeconds();
        await database.Run(database.Bind(Put).Value(seconds).Value(seconds).Value(firstShard), cancellation);
        known = null;
    }

    public async Task<Func<Notification, bool>> Remembered(CancellationToken cancellation)
    {
        Instant before = await Find(cancellation);
        return notification => notification.TriggerTime >= before;
    }

    private async Task<Instant> Find(CancellationToken cancellation)
    {
        if (known is { } cached && clock.GetElapsedTime(cached.ReadAt) < Lifetime) return cached.Before;
        long now = clock.GetTimestamp();
        CqlResult rows = await database.Run(database.Bind(Select).Value(firstShard), cancellation);
        Instant before = rows.Count == 0 ? Instant.MinValue : Instant.FromUnixTimeSeconds(rows[0].Get<long>(0));
        known = new Known(before, now);
        return before;
    }

    private sealed record Known(Instant Before, long ReadAt);
}
