using System.Collections.Immutable;

namespace Kalends.Storage.Cluster.Cassandra.Schema;

/// <summary>One numbered change of the schema. Once released it is not changed; it may be run again where a process died within it.</summary>
internal sealed record SchemaStep(int Number, ImmutableArray<string> Statements)
{
    private const int Day = 86_400;

    // What is only an index can be written again at any time: it need not outlive a repair to stay deleted.
    private const string Index = "gc_grace_seconds = 3600";

    /// <summary>All that this version knows, in order.</summary>
    public static ImmutableArray<SchemaStep> All(ServerVersion server) =>
    [
        new SchemaStep(1, [.. Calendars(server), .. Projections(server), .. Lists(server), .. Notifications(server)]),
    ];

    private static string[] Calendars(ServerVersion server) =>
    [
        $"""
        CREATE TABLE IF NOT EXISTS calendar_objects (
            calendar_id bigint, kind int, id blob, sub bigint,
            version bigint static, settled bigint static, head bigint static, floor bigint static, ledger blob static,
            state blob, document blob,
            PRIMARY KEY ((calendar_id), kind, id, sub)
        ) WITH {server.EditedRows} AND {server.Compression} AND {server.WholeCommits}
        """,
        $"""
        CREATE TABLE IF NOT EXISTS documents (
            document_id uuid, part int, data blob, PRIMARY KEY ((document_id), part)
        ) WITH {server.EditedRows}
        """,
        $"""
        CREATE TABLE IF NOT EXISTS event_locations (
            event_id uuid, calendar_id bigint, settled_id bigint, PRIMARY KEY ((event_id))
        ) WITH {server.EditedRows} AND {server.Compression}
        """,
    ];

    private static string[] Projections(ServerVersion server) =>
    [
        $"""
        CREATE TABLE IF NOT EXISTS occurrences_by_calendar (
            calendar_id bigint, month int, event_id uuid, projection uuid, part int, data blob,
            PRIMARY KEY ((calendar_id, month), event_id, projection, part)
        ) WITH {server.EditedRows} AND {server.Compression} AND {Index}
        """,
        $"""
        CREATE TABLE IF NOT EXISTS participations (
            user_id bigint, calendar_id bigint, event_id uuid, response int, first_start bigint, last_end bigint,
            PRIMARY KEY ((user_id), calendar_id, event_id)
        ) WITH {server.EditedRows}
        """,
    ];

    /// <summary>Lists over all calendars.</summary>
    private static string[] Lists(ServerVersion server) =>
    [
        $"""
        CREATE TABLE IF NOT EXISTS projection_work (
            shard int, calendar_id bigint, event_id uuid, revision bigint, PRIMARY KEY ((shard), calendar_id, event_id, revision)
        ) WITH {server.EditedRows} AND {Index}
        """,
        $"""
        CREATE TABLE IF NOT EXISTS expiring_events (
            shard int, gone_at bigint, calendar_id bigint, event_id uuid, PRIMARY KEY ((shard), gone_at, calendar_id, event_id)
        ) WITH {server.EditedRows} AND {Index}
        """,
        $"""
        CREATE TABLE IF NOT EXISTS projected_calendars (
            shard int, tzdb text, window_end bigint, calendar_id bigint, PRIMARY KEY ((shard), tzdb, window_end, calendar_id)
        ) WITH {server.EditedRows} AND {Index}
        """,
    ];

    private static string[] Notifications(ServerVersion server) =>
    [
        $"""
        CREATE TABLE IF NOT EXISTS notifications (
            user_id bigint, event_id uuid, id blob, stamp uuid, document blob, PRIMARY KEY ((user_id), event_id, id)
        ) WITH {server.EditedRows} AND {server.Compression} AND default_time_to_live = {45 * Day}
        """,
        $"""
        CREATE TABLE IF NOT EXISTS pending_notifications (
            shard int, minute bigint, next_attempt bigint, id blob, settled boolean, document blob,
            PRIMARY KEY ((shard, minute), next_attempt, id)
        ) WITH {server.RowsByTime} AND {Index} AND default_time_to_live = {7 * Day}
        """,
        $"""
        CREATE TABLE IF NOT EXISTS dead_notifications (
            shard int, id blob, user_id bigint, event_id uuid, PRIMARY KEY ((shard), id)
        ) WITH {server.EditedRows} AND {Index} AND default_time_to_live = {45 * Day}
        """,
        "CREATE TABLE IF NOT EXISTS delivery_checkpoints (shard int, before bigint, fence bigint, PRIMARY KEY ((shard)))",
        "CREATE TABLE IF NOT EXISTS forgotten_notifications (shard int, before bigint, PRIMARY KEY ((shard)))",
    ];
}
