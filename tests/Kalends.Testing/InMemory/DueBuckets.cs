using Kalends.Domain.Notifications;
using Kalends.Storage.Notifications;
using NodaTime;

namespace Kalends.Testing.InMemory;

/// <summary>
/// Due ones as the cluster keeps them: by shard and minute, rows never deleted but marked when they are settled. What was dropped or moved
/// to another time stays where it was, too.
/// </summary>
internal sealed class DueBuckets
{
    public static readonly DueShards Shards = new(Slices: 3);

    private readonly Dictionary<(int Shard, long Minute), SortedDictionary<DueKey, DueRow>> buckets = [];

    public void Add(Notification notification)
    {
        var bucket = (Shards.Of(notification), Minute(notification.NextAttempt));
        if (!buckets.TryGetValue(bucket, out var rows))
            buckets[bucket] = rows = new SortedDictionary<DueKey, DueRow>(Comparer<DueKey>.Create(Compare));
        var key = new DueKey(notification.NextAttempt, notification.Id);
        if (rows.GetValueOrDefault(key) is not { IsSettled: true }) rows[key] = new DueRow(notification, IsSettled: false);
    }

    public void Settle(Notification due)
    {
        var key = new DueKey(due.NextAttempt, due.Id);
        if (buckets.GetValueOrDefault((Shards.Of(due), Minute(due.NextAttempt))) is { } rows && rows.TryGetValue(key, out var row))
            rows[key] = row with { IsSettled = true };
    }

    public IEnumerable<Notification> Read(DueSpan span, DueKey? after) =>
        from bucket in buckets
        where bucket.Key.Shard == span.Shard && bucket.Key.Minute >= Minute(span.From) && bucket.Key.Minute <= Minute(span.To)
        orderby bucket.Key.Minute
        from row in bucket.Value
        where !row.Value.IsSettled && row.Key.NextAttempt >= span.From && row.Key.NextAttempt < span.To
            && (after is not { } last || Compare(row.Key, last) > 0)
        select row.Value.Notification;

    private static long Minute(Instant instant) => Math.DivRem(instant.ToUnixTimeSeconds(), 60).Quotient;

    private static int Compare(DueKey one, DueKey other) =>
        one.NextAttempt != other.NextAttempt ? one.NextAttempt.CompareTo(other.NextAttempt)
            : string.CompareOrdinal(one.Id.ToString("N"), other.Id.ToString("N"));

    private sealed record DueRow(Notification Notification, bool IsSettled);
}
