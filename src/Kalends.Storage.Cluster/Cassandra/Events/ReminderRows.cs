using System.Buffers.Binary;
using System.Collections.Immutable;
using Kalends.Cql;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Storage.Cluster.Cassandra.Partitions;
using Kalends.Storage.Events;

namespace Kalends.Storage.Cluster.Cassandra.Events;

/// <summary>Reminders lie twice in the calendar's partition, by event and by user: one 32-bit little-endian integer for each.</summary>
internal sealed class ReminderRows(CassandraDatabase database, PartitionReader reader, EventRows events)
{
    public async Task<ImmutableArray<ReminderSetting>> Read(
        CalendarId calendar, UserId user, IReadOnlyCollection<EventId> events, CancellationToken cancellation)
    {
        var keys = events.Distinct().Select(@event => RowKey.UserReminder(user, @event));
        var results = await reader.ReadManyRows(CalendarRows.SelectStates, calendar, keys, cancellation);
        return [.. results.SelectMany(rows => rows).Where(row => row.Key().Kind == RowKind.UserReminder).Select(row => Setting(user, row))];
    }

    /// <summary>Events of a calendar, each with what a user has set on it: their rows are read in one piece.</summary>
    public async Task<IReadOnlyList<RemindedEvent>> FindReminded(
        CalendarId calendar, IReadOnlyCollection<ReminderPlace> places, CancellationToken cancellation)
    {
        var read = await events.Read(calendar,
        [
            .. places.Select(place => place.Event).Distinct().Select(id => RowKey.Of(RowKind.Event, id)),
            .. places.Select(place => RowKey.UserReminder(place.User, place.Event)),
        ], cancellation);
        var settings = read.Others.Where(row => row.Key().Kind == RowKind.UserReminder)
            .ToDictionary(row => (row.Key().Number, row.Key().Event), row => Setting(new UserId(row.Key().Number), row));
        return [.. places.Where(place => read.Events.ContainsKey(place.Event)).Select(place => new RemindedEvent(
            place, read.Events[place.Event].Event, settings.GetValueOrDefault((place.User.Value, place.Event))))];
    }

    /// <summary>All of a user in a calendar.</summary>
    public async Task<IEnumerable<ReminderSetting>> Read(CalendarId calendar, UserId user, CancellationToken cancellation)
    {
        CqlResult rows = await reader.Read(calendar, database.Bind(CalendarRows.SelectSpan)
            .Value(calendar.Value).Value((int)RowKind.UserReminder)
            .Value(RowKey.BeforeUser(user.Value)).Value(RowKey.BeforeUser(user.Value + 1)), cancellation);
        return rows.Select(row => Setting(user, row));
    }

    public async Task<ImmutableArray<ReminderSetting>> Read(CalendarId calendar, EventId @event, CancellationToken cancellation)
    {
        CqlResult rows = await reader.Read(calendar, database.Bind(CalendarRows.SelectOfId)
            .Value(calendar.Value).Value((int)RowKind.Reminder).Value(RowKey.Of(RowKind.Reminder, @event).Id)
            .Value(long.MaxValue).Value(int.MaxValue), cancellation);
        return [.. rows.Select(row => new ReminderSetting(@event, new UserId(row.Get<long>("sub")), Minutes(row)))
            .OrderBy(setting => setting.UserId)];
    }

    public static void Set(PartitionBatch batch, ReminderSetting setting)
    {
        RowKey byEvent = RowKey.Of(RowKind.Reminder, setting.EventId) with { Sub = setting.UserId.Value };
        RowKey byUser = RowKey.UserReminder(setting.UserId, setting.EventId);
        foreach (RowKey key in new[] { byEvent, byUser })
            if (setting.Minutes is { } minutes) batch.Put(key, Encode(minutes));
            else batch.Delete(key);
    }

    private static ReminderSetting Setting(UserId user, CqlRow row) => new(row.Key().Event, user, Minutes(row));

    private static byte[] Encode(ImmutableArray<int> minutes)
    {
        byte[] bytes = new byte[minutes.Length * sizeof(int)];
        for (int at = 0; at < minutes.Length; at++) BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at * sizeof(int)), minutes[at]);
        return bytes;
    }

    private static ImmutableArray<int> Minutes(CqlRow row) =>
        [.. row.Get<byte[]>("state")!.Chunk(sizeof(int)).Select(bytes => BinaryPrimitives.ReadInt32LittleEndian(bytes))];
}
