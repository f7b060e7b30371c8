using System.Collections.Immutable;
using Kalends.Cql;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Storage.Cluster.Cassandra.Partitions;
using Kalends.Storage.Events;

namespace Kalends.Storage.Cluster.Cassandra.Events;

/// <summary>Lists of a calendar's events: first the keys, then the events.</summary>
internal sealed class EventLists(CassandraDatabase database, PartitionReader reader, EventRows events)
{
    /// <summary>Live series or the trash, by id.</summary>
    public async Task<Page<Event>> Read(ListQuery query, CancellationToken cancellation)
    {
        for (byte[] after = query.After is { } id ? RowKey.Of(query.Kind, id).Id : []; ;)
        {
            CqlResult rows = await ReadKeys(query.Calendar, new KeySpan(query.Kind, after, query.Limit + 1), cancellation);
            List<RowKey> keys = [.. rows.Select(row => row.Key()).Where(key => !key.IsEnd)];
            var found = await events.FindMany(query.Calendar, [.. keys.Take(query.Limit).Select(key => key.Event)], cancellation);
            ImmutableArray<Event> items = [.. found.Values.Select(stored => stored.Event).Where(query.Wants).OrderBy(@event => @event.Id)];
            bool hasMore = keys.Count > query.Limit;
            if (items.Length > 0 || !hasMore) return new Page<Event>(items, hasMore);
            after = keys[query.Limit - 1].Id;
        }
    }

    public async Task<ChangePage> ReadChanges(CalendarId calendar, long after, int limit, CancellationToken cancellation)
    {
        while (true)
        {
            int most = limit + EventCommit.MaxEvents + 1;
            CqlResult rows = await ReadKeys(calendar, new KeySpan(RowKind.Feed, RowKey.AfterSequence(after), most), cancellation);
            PartitionHead head = PartitionHead.Of(rows);
            List<RowKey> keys = [.. rows.Select(row => row.Key()).Where(key => !key.IsEnd)];
            int count = Math.Min(limit, keys.Count);
            while (count > 0 && count < keys.Count && keys[count].Number == keys[count - 1].Number) count++;
            ImmutableArray<Change> items = await ReadChanged(calendar, keys[..count], cancellation);
            bool hasMore = count < keys.Count;
            if (items.Length > 0 || !hasMore) return new ChangePage(items, head.Head, head.Floor, hasMore);
            after = keys[count - 1].Number;
        }
    }

    /// <summary>Of several events with one UID the live one, then one in the trash.</summary>
    public async Task<ImmutableArray<Event>> FindByUid(CalendarId calendar, HashSet<string> uids, CancellationToken cancellation)
    {
        var found = await events.FindByUid(calendar, uids, cancellation);
        return [.. found.Values.Select(stored => stored.Event)
            .Where(@event => uids.Contains(@event.ICalUid) && @event.MovedTo is null)
            .OrderBy(@event => @event.Deleted is not null).ThenBy(@event => @event.Id).DistinctBy(@event => @event.ICalUid)];
    }

    /// <summary>
    /// The events as they are now, but for those that were changed again since the keys were read: they will come later in the feed.
    /// </summary>
    private async Task<ImmutableArray<Change>> ReadChanged(CalendarId calendar, List<RowKey> keys, CancellationToken cancellation)
    {
        var found = await events.FindMany(calendar, [.. keys.Select(key => key.Event)], cancellation);
        return [.. keys.Where(key => found.GetValueOrDefault(key.Event)?.State.Sequence == key.Number)
            .Select(key => new Change(key.Number, found[key.Event].Event))];
    }

    private Task<CqlResult> ReadKeys(CalendarId calendar, KeySpan span, CancellationToken cancellation) => reader.Read(
        calendar,
        database.Bind(CalendarRows.SelectKind).Value(calendar.Value).Value((int)span.Kind).Value(span.After).Value(span.Limit),
        cancellation);

    private sealed record KeySpan(RowKind Kind, byte[] After, int Limit);
}

/// <summary>A page of a list.</summary>
internal sealed record ListQuery(CalendarId Calendar, RowKind Kind)
{
    public EventId? After { get; init; }

    public required int Limit { get; init; }

    /// <summary>Whether an event still belongs in the list when it is read.</summary>
    public bool Wants(Event @event) => Kind == RowKind.Series
        ? @event.IsLive && @event.Content.IsSeries
        : @event.Deleted is not null && @event.MovedTo is null;
}
