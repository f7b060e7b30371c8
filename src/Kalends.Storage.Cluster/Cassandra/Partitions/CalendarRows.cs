using System.Collections.Immutable;
using Kalends.Cql;
using Kalends.Domain.Calendars;

namespace Kalends.Storage.Cluster.Cassandra.Partitions;

/// <summary>
/// The statements on calendars' partitions. Every read asks for version and settled too: a replica that a read has mended then never has
/// rows of a change without its version.
/// </summary>
internal static class CalendarRows
{
    public static readonly Cql SelectPending = new(
        $"""
        SELECT version, settled, head, floor, ledger, id FROM calendar_objects WHERE calendar_id = ? AND kind = {(int)RowKind.Pending}
        """);
    public static readonly Cql SelectStates = new(
        """
        SELECT version, settled, head, floor, kind, id, sub, state FROM calendar_objects
        WHERE calendar_id = ? AND (kind, id, sub) IN ?
        """);
    public static readonly Cql SelectRows = new(
        """
        SELECT version, settled, head, floor, kind, id, sub, state, document FROM calendar_objects
        WHERE calendar_id = ? AND (kind, id, sub) IN ?
        """);
    public static readonly Cql SelectForChange = new(
        """
        SELECT version, settled, head, floor, ledger, kind, id, sub, state FROM calendar_objects
        WHERE calendar_id = ? AND (kind, id, sub) IN ?
        """);
    public static readonly Cql SelectKind = new(
        """
        SELECT version, settled, head, floor, kind, id, sub, state FROM calendar_objects
        WHERE calendar_id = ? AND kind = ? AND id > ? LIMIT ?
        """);
    public static readonly Cql SelectSpan = new(
        """
        SELECT version, settled, head, floor, kind, id, sub, state FROM calendar_objects
        WHERE calendar_id = ? AND kind = ? AND id > ? AND id < ?
        """);
    public static readonly Cql SelectOfId = new(
        """
        SELECT version, settled, head, floor, kind, id, sub, state FROM calendar_objects
        WHERE calendar_id = ? AND kind = ? AND id = ? AND sub < ? ORDER BY kind DESC, id DESC, sub DESC LIMIT ?
        """);
    public static readonly Cql SelectWriteTime = new("SELECT writetime(version) FROM calendar_objects WHERE calendar_id = ? LIMIT 1");

    public static readonly Cql Begin = new(
        "INSERT INTO calendar_objects (calendar_id, version, head, floor, ledger) VALUES (?, ?, ?, ?, ?) IF NOT EXISTS");
    public static readonly Cql Advance = new(
        "UPDATE calendar_objects SET version = ?, head = ?, floor = ?, ledger = ? WHERE calendar_id = ? IF version = ?");
    public static readonly Cql Settle = new("UPDATE calendar_objects USING TIMESTAMP ? SET settled = ? WHERE calendar_id = ?");
    public static readonly Cql PutState = new(
        "UPDATE calendar_objects SET state = ? WHERE calendar_id = ? AND kind = ? AND id = ? AND sub = ?");
    public static readonly Cql PutRow = new(
        "UPDATE calendar_objects SET state = ?, document = ? WHERE calendar_id = ? AND kind = ? AND id = ? AND sub = ?");
    public static readonly Cql Delete = new("DELETE FROM calendar_objects WHERE calendar_id = ? AND kind = ? AND id = ? AND sub = ?");
    public static readonly Cql DeleteOfId = new("DELETE FROM calendar_objects WHERE calendar_id = ? AND kind = ? AND id = ?");
    public static readonly Cql DeleteAll = new("DELETE FROM calendar_objects USING TIMESTAMP ? WHERE calendar_id = ?");

    public static ImmutableArray<Cql> All { get; } =
    [
        SelectPending, SelectStates, SelectRows, SelectForChange, SelectKind, SelectSpan, SelectOfId, SelectWriteTime,
        Begin, Advance, Settle, PutState, PutRow, Delete, DeleteOfId, DeleteAll,
    ];

    public static CqlStatement Place(this CqlStatement statement, CalendarId calendar, RowKey key) =>
        statement.Value(calendar.Value).Value((int)key.Kind).Value(key.Id).Value(key.Sub);

    public static RowKey Key(this CqlRow row) => new((RowKind)row.Get<int>("kind"), row.Get<byte[]>("id")!, row.Get<long>("sub"));
}
