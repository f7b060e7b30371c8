using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Kalends.Cql;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using NodaTime;

namespace Kalends.Storage.Cluster.Cassandra.Events;

/// <summary>
/// Events in the trash and departed ones, by when they went. A row is written before the event goes and removed after it is back, so it may
/// be false: readers look at the event.
/// </summary>
internal sealed class ExpiringRows(CassandraDatabase database, Shards shards)
{
    private static readonly Cql Insert = new("INSERT INTO expiring_events (shard, gone_at, calendar_id, event_id) VALUES (?, ?, ?, ?)");
    private static readonly Cql Select = new(
        "SELECT gone_at, calendar_id, event_id FROM expiring_events WHERE shard = ? AND gone_at < ? LIMIT ?");
    private static readonly Cql SelectAfter = new(
        """
        SELECT gone_at, calendar_id, event_id FROM expiring_events
        WHERE shard = ? AND (gone_at, calendar_id, event_id) > (?, ?, ?) AND (gone_at) < (?) LIMIT ?
        """);
    private static readonly Cql Delete = new(
        "DELETE FROM expiring_events WHERE shard = ? AND gone_at = ? AND calendar_id = ? AND event_id = ?");

    public static ImmutableArray<Cql> Statements { get; } = [Insert, Select, SelectAfter, Delete];

    public Task Add(Expiring row, CancellationToken cancellation) => database.Run(Bind(Insert, row), cancellation);

    public Task Remove(Expiring row) => database.Run(Bind(Delete, row), CancellationToken.None);

    /// <summary>Rows before an instant, some at a time, oldest first within each shard.</summary>
    public async IAsyncEnumerable<ImmutableArray<Expiring>> Read(
        Instant before, int atOnce, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (int shard in shards.All)
        {
            CqlStatement statement = database.Bind(Select).Value(shard).Value(before.ToUnixTimeSeconds()).Value(atOnce);
            while (true)
            {
                CqlResult rows = await database.Run(statement, cancellation);
                ImmutableArray<Expiring> some = [.. rows.Select(row => new Expiring(
                    new CalendarId(row.Get<long>(1)), new EventId(row.Get<Guid>(2)), Instant.FromUnixTimeSeconds(row.Get<long>(0))))];
                if (!some.IsEmpty) yield return some;
                if (some.Length < atOnce) break;
                statement = Bind(SelectAfter, some[^1]).Value(before.ToUnixTimeSeconds()).Value(atOnce);
            }
        }
    }

    private CqlStatement Bind(Cql statement, Expiring row) => database.Bind(statement)
        .Value(shards.Of(row.Calendar)).Value(row.GoneAt.ToUnixTimeSeconds()).Value(row.Calendar.Value).Value(row.Event.Value);
}

/// <summary>That an event went at a time.</summary>
internal sealed record Expiring(CalendarId Calendar, EventId Event, Instant GoneAt);
