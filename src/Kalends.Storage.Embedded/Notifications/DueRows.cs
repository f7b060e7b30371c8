using System.Collections.Immutable;
using Kalends.Domain.Notifications;
using Kalends.Storage.Embedded.Sqlite;
using Kalends.Storage.Notifications;
using NodaTime;

namespace Kalends.Storage.Embedded.Notifications;

/// <summary>What is due, and what became of it. The file has one process, so the users are not cut: a shard is a channel.</summary>
internal static class DueRows
{
    private const string IsDue = "status IN (0, 3)"; // as in the index's own condition

    private static readonly Sql Select = new(
        $"""
        SELECT {NotificationColumns.Names} FROM notifications
        WHERE {IsDue} AND channel = ?5 AND (next_attempt, notification_id) > (?1, ?2) AND next_attempt < ?3
        ORDER BY next_attempt, notification_id LIMIT ?4
        """);
    private static readonly Sql SelectNext = new(
        $"""
        SELECT next_attempt FROM notifications WHERE {IsDue} AND channel = ?3 AND next_attempt >= ?1 AND next_attempt < ?2
        ORDER BY next_attempt LIMIT 1
        """);
    private static readonly Sql Update = new(
        $"""
        UPDATE notifications SET trigger_time = ?3, status = ?4, retry_count = ?5, next_attempt = ?6, failure = ?7
        WHERE notification_id = ?1 AND next_attempt = ?2 AND {IsDue}
        """);
    // What was sent keeps its times: so it stays where it is in all indexes but that of due ones.
    private static readonly Sql UpdateSent = new(
        $"UPDATE notifications SET status = 1, failure = NULL WHERE notification_id = ?1 AND next_attempt = ?2 AND {IsDue}");
    private static readonly Sql Delete = new($"DELETE FROM notifications WHERE notification_id = ?1 AND next_attempt = ?2 AND {IsDue}");
    private static readonly Sql SelectDead = new(
        $"""
        SELECT {NotificationColumns.Names} FROM notifications WHERE status = 2 AND channel = ?3 AND notification_id > ?1
        ORDER BY notification_id LIMIT ?2
        """);
    private static readonly Sql Revive = new(
        """
        UPDATE notifications SET status = 0, retry_count = 0, next_attempt = ?2, failure = NULL, is_replayed = 1
        WHERE notification_id = ?1 AND status = 2
        """);

    public static Page<Notification> Read(Connection connection, DueQuery query)
    {
        Statement rows = connection.Use(Select).Bind(1, query.After?.NextAttempt ?? query.Span.From)
            .Bind(3, query.Span.To).Bind(4, query.Limit + 1L).Bind(5, ChannelOf(query.Span.Shard));
        // No id is empty, so an empty one stands before all of its second.
        return Page(query.After is { } after ? rows.Bind(2, after.Id) : rows.Bind(2, ReadOnlySpan<byte>.Empty), query.Limit);
    }

    public static Instant? FindNext(Connection connection, DueSpan span)
    {
        using Statement row = connection.Use(SelectNext).Bind(1, span.From).Bind(2, span.To).Bind(3, ChannelOf(span.Shard));
        return row.Step() ? row.Instant(0) : null;
    }

    public static int Settle(Connection connection, ImmutableArray<SettledNotification> settled)
    {
        foreach (SettledNotification one in settled) Settle(connection, one);
        return settled.Length;
    }

    public static Page<Notification> ReadDead(Connection connection, DeadQuery query)
    {
        Statement rows = connection.Use(SelectDead).Bind(2, query.Limit + 1L).Bind(3, ChannelOf(query.Shard));
        return Page(query.After is { } id ? rows.Bind(1, id) : rows.Bind(1, ReadOnlySpan<byte>.Empty), query.Limit);
    }

    public static bool Replay(Connection connection, Guid id, Instant at) => connection.Use(Revive).Bind(1, id).Bind(2, at).Run() == 1;

    private static long ChannelOf(int shard) => (long)DueShards.ChannelOf(shard);

    private static void Settle(Connection connection, SettledNotification settled)
    {
        if (settled.After is not { } after)
        {
            connection.Use(Delete).Bind(1, settled.Due.Id).Bind(2, settled.Due.NextAttempt).Run();
            return;
        }
        if (after == settled.Due with { Status = NotificationStatus.Sent, Failure = null })
        {
            connection.Use(UpdateSent).Bind(1, settled.Due.Id).Bind(2, settled.Due.NextAttempt).Run();
            return;
        }
        connection.Use(Update).Bind(1, settled.Due.Id).Bind(2, settled.Due.NextAttempt).Bind(3, after.TriggerTime)
            .Bind(4, (long)after.Status).Bind(5, after.RetryCount).Bind(6, after.NextAttempt).Bind(7, after.Failure).Run();
    }

    private static Page<Notification> Page(Statement rows, int limit)
    {
        var page = ImmutableArray.CreateBuilder<Notification>();
        using (rows)
            while (rows.Step())
            {
                if (page.Count == limit) return new Page<Notification>(page.DrainToImmutable(), HasMore: true);
                page.Add(rows.Notification());
            }
        return new Page<Notification>(page.DrainToImmutable(), HasMore: false);
    }
}
