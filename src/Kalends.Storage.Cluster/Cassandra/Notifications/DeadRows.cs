using System.Collections.Immutable;
using Kalends.Cql;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Domain.Notifications;
using Kalends.Storage.Notifications;

namespace Kalends.Storage.Cluster.Cassandra.Notifications;

/// <summary>
/// Which notifications of a shard may have failed for good, by id. A row is written before the failure is, so readers look at the
/// notification itself.
/// </summary>
internal sealed class DeadRows(CassandraDatabase database, DueShards shards, int firstShard)
{
    private static readonly Cql Insert = new("INSERT INTO dead_notifications (shard, id, user_id, event_id) VALUES (?, ?, ?, ?)");
    private static readonly Cql Delete = new("DELETE FROM dead_notifications WHERE shard = ? AND id = ?");
    private static readonly Cql Select = new(
        "SELECT id, user_id, event_id FROM dead_notifications WHERE shard = ? AND id > ? LIMIT ?");

    public static ImmutableArray<Cql> Statements { get; } = [Insert, Delete, Select];

    public Task Add(Notification failed, CancellationToken cancellation) => database.Run(
        database.Bind(Insert).Value(firstShard + shards.Of(failed)).Value(NotificationRows.Key(failed.Id))
            .Value(failed.UserId.Value).Value(failed.EventId.Value),
        cancellation);

    public Task Remove(Notification revived, CancellationToken cancellation) => database.Run(
        database.Bind(Delete).Value(firstShard + shards.Of(revived)).Value(NotificationRows.Key(revived.Id)), cancellation);

    public async Task<ImmutableArray<DeadRow>> Read(DeadQuery query, CancellationToken cancellation)
    {
        CqlResult rows = await database.Run(
            database.Bind(Select).Value(firstShard + query.Shard)
                .Value(query.After is { } after ? NotificationRows.Key(after) : []).Value(query.Limit),
            cancellation);
        return [.. rows.Select(row => new DeadRow(
            new Guid(row.Get<byte[]>(0)!, bigEndian: true), new UserId(row.Get<long>(1)), new EventId(row.Get<Guid>(2))))];
    }
}

/// <summary>Where to look for a notification that may have failed for good.</summary>
internal sealed record DeadRow(Guid Id, UserId User, EventId Event);
