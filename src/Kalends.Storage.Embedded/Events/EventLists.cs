using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Storage.Documents;
using Kalends.Storage.Embedded.Sqlite;
using Kalends.Storage.Events;
using NodaTime;

namespace Kalends.Storage.Embedded.Events;

/// <summary>Lists of a calendar's events.</summary>
internal static class EventLists
{
    private static readonly Sql SelectSeries = new(
        "SELECT document FROM events WHERE calendar_id = ?1 AND is_live AND is_series AND event_id > ?2 ORDER BY event_id");
    private static readonly Sql SelectTrash = new(
        "SELECT document FROM events WHERE calendar_id = ?1 AND is_trash AND event_id > ?2 ORDER BY event_id");
    private static readonly Sql SelectHistory = new(
        """
        SELECT h.document FROM events e CROSS JOIN history h ON h.event_key = e.event_key
        WHERE e.event_id = ?1 AND e.calendar_id = ?2 AND h.version < ?3 ORDER BY h.version DESC
        """);
    private static readonly Sql SelectChanges = new(
        "SELECT sequence, document FROM events WHERE calendar_id = ?1 AND sequence > ?2 ORDER BY sequence, event_id");
    private static readonly Sql SelectExpired = new("SELECT document FROM events WHERE gone_at < ?1 ORDER BY gone_at LIMIT ?2");

    public static Page<Event> ReadSeries(Connection connection, CalendarId calendar, EventId? after, int limit) =>
        ReadPage(After(connection.Use(SelectSeries), calendar, after), limit, EventDocument.Decode);

    public static Page<Event> ReadTrash(Connection connection, CalendarId calendar, EventId? after, int limit) =>
        ReadPage(After(connection.Use(SelectTrash), calendar, after), limit, EventDocument.Decode);

    public static Page<HistoryEntry> ReadHistory(Connection connection, CalendarId calendar, EventId @event, long before, int limit) =>
        ReadPage(
            connection.Use(SelectHistory).Bind(1, @event.Value).Bind(2, calendar.Value).Bind(3, before), limit, HistoryDocument.Decode);

    /// <summary>A page ends between two sequences, never within one: the next page begins behind a sequence.</summary>
    public static ChangePage ReadChanges(Connection connection, CalendarId calendar, long after, int limit)
    {
        (long head, long floor) = FeedRows.Read(connection, calendar);
        var changes = ImmutableArray.CreateBuilder<Change>();
        using Statement rows = connection.Use(SelectChanges).Bind(1, calendar.Value).Bind(2, after);
        while (rows.Step())
        {
            long sequence = rows.Integer(0);
            if (changes.Count >= limit && changes[^1].Sequence != sequence)
                return new ChangePage(changes.DrainToImmutable(), head, floor, HasMore: true);
            changes.Add(new Change(sequence, EventDocument.Decode(rows.Bytes(1))));
        }
        return new ChangePage(changes.DrainToImmutable(), head, floor, HasMore: false);
    }

    public static ImmutableArray<Event> ReadExpired(Connection connection, Instant before, int limit) =>
        ReadPage(connection.Use(SelectExpired).Bind(1, before).Bind(2, limit), limit, EventDocument.Decode).Items;

    private static Statement After(Statement statement, CalendarId calendar, EventId? after) =>
        after is { } id
            ? statement.Bind(1, calendar.Value).Bind(2, id.Value)
            : statement.Bind(1, calendar.Value).Bind(2, default(ReadOnlySpan<byte>));

    private static Page<T> ReadPage<T>(Statement statement, int limit, Decoder<T> decode)
    {
        var items = ImmutableArray.CreateBuilder<T>();
        using Statement rows = statement;
        bool more = rows.Step();
        for (; more && items.Count < limit; more = rows.Step()) items.Add(decode(rows.Bytes(0)));
        return new Page<T>(items.DrainToImmutable(), more);
    }

    private delegate T Decoder<T>(ReadOnlySpan<byte> document);
}
