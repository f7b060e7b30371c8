using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Kalends.Cql;
using Kalends.Domain.Notifications;
using Kalends.Storage.Notifications;
using NodaTime;

namespace Kalends.Storage.Cluster.Cassandra.Notifications;

/// <summary>
/// Due ones by shard and minute. A row is written before the notification is, and never deleted but marked when it is settled; all of a
/// minute are forgotten together, days later.
/// </summary>
internal sealed class DueRows(CassandraDatabase database, DueShards shards, int firstShard)
{
    private const long Minute = 60;
    private const int MinutesAtOnce = 60;
    private const int TimesAtOnce = 64;
    private const int RowsAtOnce = 100;
    private const int PiecesAtOnce = 32;

    private static readonly Cql Insert = new(
        "INSERT INTO pending_notifications (shard, minute, next_attempt, id, document) VALUES (?, ?, ?, ?, ?)");
    private static readonly Cql Mark = new(
        "UPDATE pending_notifications SET settled = true WHERE shard = ? AND minute = ? AND next_attempt = ? AND id = ?");
    private const string Span =
        "FROM pending_notifications WHERE shard = ? AND minute = ? AND (next_attempt, id) > (?, ?) AND (next_attempt) < (?)";

    private static readonly Cql SelectTimes = new($"SELECT settled, next_attempt {Span}");
    private static readonly Cql Select = new($"SELECT settled, document {Span}");

    public static ImmutableArray<Cql> Statements { get; } = [Insert, Mark, SelectTimes, Select];

    /// <summary>Adds what is due, those of one minute in one piece.</summary>
    public Task Add(IEnumerable<Notification> due, CancellationToken cancellation) =>
        Write(due, new RowWrite(Insert, one => Bind(Insert, one).Value(NotificationDocument.Encode(one))), cancellation);

    /// <summary>Marks what was settled, those of one minute in one piece.</summary>
    public Task Settle(IEnumerable<Notification> due, CancellationToken cancellation) =>
        Write(due, new RowWrite(Mark, one => Bind(Mark, one)), cancellation);

    /// <summary>What is not settled in the span, by time, then id; reads little further than it is asked.</summary>
    public async IAsyncEnumerable<Notification> Read(DueQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (CqlRow row in ReadRows(Select, query, cancellation)) yield return NotificationDocument.Decode(row.Get<byte[]>(1));
    }

    /// <summary>The first time in the span of one that is not settled. Many looks find only what is settled: so documents are left out.</summary>
    public async Task<Instant?> FindFirst(DueSpan span, CancellationToken cancellation)
    {
        await foreach (CqlRow row in ReadRows(SelectTimes, new DueQuery(span, TimesAtOnce), cancellation))
            return Instant.FromUnixTimeSeconds(row.Get<long>(1));
        return null;
    }

    /// <summary>By pages of the limit: the first ones of many minutes together, since most minutes have little or nothing.</summary>
    private async IAsyncEnumerable<CqlRow> ReadRows(Cql select, DueQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        (int shard, DueSpan span) = (firstShard + query.Span.Shard, query.Span);
        // No id is empty, so an empty one stands before all of its second.
        (Instant from, byte[] id) = query.After is { } last ? (last.NextAttempt, NotificationRows.Key(last.Id)) : (span.From, []);
        foreach (long[] minutes in Minutes(from, span.To).Chunk(MinutesAtOnce))
        {
            RowPage[] pages = await Task.WhenAll(minutes.Select(minute => database.Begin(
                database.Bind(select).Value(shard).Value(minute)
                    .Value(from.ToUnixTimeSeconds()).Value(id).Value(span.To.ToUnixTimeSeconds()),
                query.Limit, cancellation)));
            foreach (RowPage page in pages)
            {
                await foreach (CqlRow row in database.Rows(page, cancellation))
                    if (row.Get<bool?>(0) != true && !row.IsNull(1)) yield return row; // a mark can outlive its row by moments
            }
        }
    }

    private async Task Write(IEnumerable<Notification> due, RowWrite write, CancellationToken cancellation)
    {
        var pieces = due.GroupBy(one => (Shard: shards.Of(one), Minute: MinuteOf(one.NextAttempt))).SelectMany(of => of.Chunk(RowsAtOnce));
        foreach (Notification[][] some in pieces.Chunk(PiecesAtOnce))
            await Task.WhenAll(some.Select(piece => database.Run(
                piece.Aggregate(CqlBatch.Unlogged(), (batch, one) => batch.Add(write.Bind(one))), write.Statement.Text, cancellation)));
    }

    private static IEnumerable<long> Minutes(Instant from, Instant to)
    {
        for (long minute = MinuteOf(from); minute * Minute < to.ToUnixTimeSeconds(); minute++) yield return minute;
    }

    private static long MinuteOf(Instant at) => (at.ToUnixTimeSeconds() - (((at.ToUnixTimeSeconds() % Minute) + Minute) % Minute)) / Minute;

    private CqlStatement Bind(Cql statement, Notification due) => database.Bind(statement)
        .Value(firstShard + shards.Of(due)).Value(MinuteOf(due.NextAttempt)).Value(due.NextAttempt.ToUnixTimeSeconds())
        .Value(NotificationRows.Key(due.Id));

    private sealed record RowWrite(Cql Statement, Func<Notification, CqlStatement> Bind);
}
