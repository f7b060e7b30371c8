using System.Collections.Immutable;
using Kalends.Cql;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Storage.Cluster.Cassandra.Documents;
using Kalends.Storage.Cluster.Cassandra.Partitions;
using Kalends.Storage.Documents;

namespace Kalends.Storage.Cluster.Cassandra.Events;

/// <summary>An event as it was read.</summary>
internal sealed record StoredEvent(EventState State, Event Event);

/// <summary>What a change has to know of a partition.</summary>
/// <param name="Calendar">The partition.</param>
/// <param name="Events">The states of which events.</param>
/// <param name="Uids">The rows of which UIDs.</param>
internal sealed record ChangeKeys(CalendarId Calendar, IEnumerable<EventId> Events, IEnumerable<string> Uids)
{
    public IEnumerable<RowKey> Rows =>
        Events.Distinct().Select(id => RowKey.Of(RowKind.Event, id)).Concat(Uids.Distinct(StringComparer.Ordinal).Select(UidRows.Key));
}

/// <summary>Events as they were read, and the other rows that were read with them.</summary>
internal sealed record EventsRead(IReadOnlyDictionary<EventId, StoredEvent> Events, IReadOnlyList<CqlRow> Others);

/// <summary>What a change of a partition starts from.</summary>
internal sealed record ReadForChange(PartitionBefore Before, IReadOnlyDictionary<EventId, EventState> States, UidRows Uids);

/// <summary>Reads events of a calendar by id.</summary>
internal sealed class EventRows(PartitionReader reader, DocumentStore documents)
{
    private const int MostAttempts = 20;

    public async Task<StoredEvent?> Find(CalendarId calendar, EventId @event, CancellationToken cancellation) =>
        (await FindMany(calendar, [@event], cancellation)).GetValueOrDefault(@event);

    public async Task<IReadOnlyDictionary<EventId, StoredEvent>> FindMany(
        CalendarId calendar, IReadOnlyCollection<EventId> events, CancellationToken cancellation)
    {
        if (events.Count == 0) return ImmutableDictionary<EventId, StoredEvent>.Empty;
        return (await Read(calendar, [.. events.Distinct().Select(id => RowKey.Of(RowKind.Event, id))], cancellation)).Events;
    }

    /// <summary>Events and other rows of a calendar, read together.</summary>
    public async Task<EventsRead> Read(CalendarId calendar, IReadOnlyCollection<RowKey> keys, CancellationToken cancellation)
    {
        for (int attempt = 0; attempt < MostAttempts; attempt++)
        {
            var results = await reader.ReadManyRows(CalendarRows.SelectRows, calendar, keys, cancellation);
            var rows = results.SelectMany(some => some).ToLookup(row => row.Key().Kind == RowKind.Event);
            var cells = rows[true].ToDictionary(row => row.Key().Event, row => (Row: row, Cell: row.Get<byte[]>("document")!));
            var pointers = cells.Values.Select(found => StoredDocument.PointerIn(found.Cell)).OfType<Guid>().ToList();
            var large = await documents.Read(pointers, cancellation);
            // A document that is gone was replaced since its event was read.
            if (!pointers.TrueForAll(large.ContainsKey)) continue;
            return new EventsRead(cells.ToDictionary(found => found.Key, found => new StoredEvent(
                EventState.Decode(found.Value.Row.Get<byte[]>("state")), Decode(found.Value.Cell, large))), [.. rows[false]]);
        }
        throw new StorageException("A stored event lacks its document, or changes too fast to be read.");
    }

    public async Task<IReadOnlyDictionary<EventId, EventState>> FindStates(
        CalendarId calendar, IReadOnlyCollection<EventId> events, CancellationToken cancellation) =>
        (await ReadStates(calendar, events, cancellation)).States;

    /// <summary>States, with the version of the partition; null where it changed between one part of them and the next.</summary>
    public async Task<(long? Version, IReadOnlyDictionary<EventId, EventState> States)> ReadStates(
        CalendarId calendar, IReadOnlyCollection<EventId> events, CancellationToken cancellation)
    {
        var keys = events.Distinct().Select(id => RowKey.Of(RowKind.Event, id));
        var results = await reader.ReadManyRows(CalendarRows.SelectStates, calendar, keys, cancellation);
        long[] versions = [.. results.Select(PartitionHead.VersionOf).Distinct()];
        return (versions.Length == 1 ? versions[0] : null, results.SelectMany(EventsIn).ToDictionary(
            row => row.Key().Event, row => EventState.Decode(row.Get<byte[]>("state"))));
    }

    /// <summary>States, with what else a change of the partition starts from.</summary>
    public async Task<ReadForChange> ReadForChange(ChangeKeys keys, CancellationToken cancellation)
    {
        CqlResult rows = await reader.ReadRows(CalendarRows.SelectForChange, keys.Calendar, keys.Rows, cancellation);
        CalendarLedger ledger = rows.Count == 0 ? CalendarLedger.Empty : CalendarLedger.Decode(rows[0].Get<byte[]>("ledger"));
        var states = EventsIn(rows).ToDictionary(row => row.Key().Event, row => EventState.Decode(row.Get<byte[]>("state")));
        return new ReadForChange(new PartitionBefore(keys.Calendar, PartitionHead.Of(rows), ledger), states, UidRows.Of(rows));
    }

    /// <summary>The events of the UIDs, and by the hash perhaps of others.</summary>
    public async Task<IReadOnlyDictionary<EventId, StoredEvent>> FindByUid(
        CalendarId calendar, IEnumerable<string> uids, CancellationToken cancellation)
    {
        var results = await reader.ReadManyRows(CalendarRows.SelectStates, calendar, uids.Select(UidRows.Key), cancellation);
        return await FindMany(calendar, [.. results.SelectMany(rows => UidRows.Of(rows).Events)], cancellation);
    }

    private static IEnumerable<CqlRow> EventsIn(CqlResult rows) => rows.Where(row => row.Key().Kind == RowKind.Event);

    private static Event Decode(byte[] cell, IReadOnlyDictionary<Guid, byte[]> large) => EventDocument.Decode(
        StoredDocument.PointerIn(cell) is { } id ? large[id] : StoredDocument.InlineIn(cell));
}
