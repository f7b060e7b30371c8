using System.Collections.Immutable;
using Kalends.Cql;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;

namespace Kalends.Storage.Cluster.Cassandra.Events;

/// <summary>
/// From an event to its calendar. A new event's location is written before the event, so that it is never missing, and settled after; one
/// that is not settled is looked at twice. An arriving event's is written after its arrival: until then the source's tombstone leads
/// there. Times of the writes are the event's versions, which only grow, whatever clocks say.
/// </summary>
internal sealed class LocationRows(CassandraDatabase database, EventRows events)
{
    private static readonly Cql Select = new("SELECT calendar_id, settled_id FROM event_locations WHERE event_id = ?");
    private static readonly Cql Announce = new("UPDATE event_locations USING TIMESTAMP ? SET calendar_id = ? WHERE event_id = ?");
    private static readonly Cql Put = new(
        "UPDATE event_locations USING TIMESTAMP ? SET calendar_id = ?, settled_id = ? WHERE event_id = ?");
    private static readonly Cql Delete = new("DELETE FROM event_locations USING TIMESTAMP ? WHERE event_id = ?");

    public static ImmutableArray<Cql> Statements { get; } = [Select, Announce, Put, Delete];

    public async Task<CalendarId?> Find(EventId @event, CancellationToken cancellation)
    {
        CqlResult rows = await database.Run(database.Bind(Select).Value(@event.Value), cancellation);
        if (rows.Count == 0 || rows[0].Get<long?>(0) is not { } value) return null;
        var calendar = new CalendarId(value);
        if (rows[0].Get<long?>(1) == value) return calendar;
        var found = await events.FindStates(calendar, [@event], cancellation);
        return found.ContainsKey(@event) ? calendar : null;
    }

    /// <summary>Says where an event is about to be made.</summary>
    public Task Propose(Event @event, CancellationToken cancellation) => database.Run(
        database.Bind(Announce).Value(WriteTime(@event)).Value(@event.CalendarId.Value).Value(@event.Id.Value), cancellation);

    /// <summary>Says where an event is.</summary>
    public Task Write(Event @event, CancellationToken cancellation) => database.Run(
        database.Bind(Put).Value(WriteTime(@event)).Value(@event.CalendarId.Value).Value(@event.CalendarId.Value).Value(@event.Id.Value),
        cancellation);

    /// <summary>
    /// Forgets where a purged event was. A tombstone hands on where it led to instead, in case the arrival's own word was lost; if not, that
    /// is the newer.
    /// </summary>
    public Task Remove(Event @event, CancellationToken cancellation) => database.Run(
        @event.MovedTo is { } target
            ? database.Bind(Announce).Value(WriteTime(@event) - 1).Value(target.Value).Value(@event.Id.Value)
            : database.Bind(Delete).Value(WriteTime(@event)).Value(@event.Id.Value),
        cancellation);

    // A departure and its arrival have the same version, and are told apart by one.
    private static long WriteTime(Event @event) => (2 * @event.Version) + 1;
}
