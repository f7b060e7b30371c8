using System.Collections.Immutable;
using Kalends.Cql;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Storage.Cluster.Cassandra.Documents;
using Kalends.Storage.Cluster.Cassandra.Partitions;
using Kalends.Storage.Documents;

namespace Kalends.Storage.Cluster.Cassandra.Events;

/// <summary>History: the calendar's partition only says where each entry lies, since entries hold whole events and are never forgotten.</summary>
internal sealed class HistoryRows(CassandraDatabase database, PartitionReader reader, DocumentStore documents)
{
    public async Task<Page<HistoryEntry>> Read(HistoryQuery query, CancellationToken cancellation)
    {
        var pointers = await ReadPointers(query with { Limit = query.Limit + 1 }, cancellation);
        var wanted = pointers.Take(query.Limit).ToList();
        var found = await documents.Read(wanted, cancellation);
        return new Page<HistoryEntry>(
            [.. wanted.Where(found.ContainsKey).Select(id => HistoryDocument.Decode(found[id]))], pointers.Length > query.Limit);
    }

    public async Task<HistoryEntry?> Find(CalendarId calendar, EventId @event, long version, CancellationToken cancellation)
    {
        RowKey key = RowKey.Of(RowKind.History, @event) with { Sub = version };
        var rows = await reader.ReadRows(CalendarRows.SelectStates, calendar, [key], cancellation);
        Guid[] pointer = [.. rows.Where(row => row.Key().Kind == RowKind.History).Select(PointerIn)];
        var found = await documents.Read(pointer, cancellation);
        return found.Count == 0 ? null : HistoryDocument.Decode(found[pointer[0]]);
    }

    /// <summary>Where all entries of an event lie.</summary>
    public Task<ImmutableArray<Guid>> ReadPointers(CalendarId calendar, EventId @event, CancellationToken cancellation) =>
        ReadPointers(new HistoryQuery(calendar, @event, long.MaxValue) { Limit = int.MaxValue - 1 }, cancellation);

    private async Task<ImmutableArray<Guid>> ReadPointers(HistoryQuery query, CancellationToken cancellation)
    {
        CqlResult rows = await reader.Read(query.Calendar, database.Bind(CalendarRows.SelectOfId)
            .Value(query.Calendar.Value).Value((int)RowKind.History).Value(RowKey.Of(RowKind.History, query.Event).Id)
            .Value(query.Before).Value(query.Limit), cancellation);
        return [.. rows.Select(PointerIn)];
    }

    private static Guid PointerIn(CqlRow row) => new(row.Get<byte[]>("state")!);
}

/// <summary>Entries of an event, newest first, of versions below one.</summary>
internal sealed record HistoryQuery(CalendarId Calendar, EventId Event, long Before)
{
    public required int Limit { get; init; }
}
