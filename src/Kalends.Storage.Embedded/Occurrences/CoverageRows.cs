using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Storage.Embedded.Sqlite;
using Kalends.Storage.Occurrences;
using NodaTime;

namespace Kalends.Storage.Embedded.Occurrences;

/// <summary>What the index knows about a calendar; each question is a look at the end of an index.</summary>
internal static class CoverageRows
{
    private static readonly Sql SelectCovered = new(
        """
        SELECT (SELECT max(window_start) FROM events WHERE calendar_id = ?1 AND is_live AND is_series),
            (SELECT min(window_end) FROM events WHERE calendar_id = ?1 AND is_live AND is_series),
            EXISTS (SELECT 1 FROM events WHERE calendar_id = ?1 AND projected < revision),
            EXISTS (SELECT 1 FROM hidden_faces WHERE calendar_id = ?1),
            (SELECT head FROM feeds WHERE calendar_id = ?1)
        """);
    private static readonly Sql SelectUnprojected = new(
        "SELECT event_id FROM events WHERE calendar_id = ?1 AND projected < revision ORDER BY event_id");
    private static readonly Sql SelectHidden = new("SELECT first_face, last_face FROM hidden_faces WHERE calendar_id = ?1");

    public static (CalendarCoverage Coverage, List<FaceRange> Hidden, long Head) Read(Connection connection, CalendarId calendar)
    {
        bool hasUnprojected, hasHidden;
        Interval covered;
        long head;
        using (Statement row = connection.Use(SelectCovered).Bind(1, calendar.Value))
        {
            row.Step();
            (covered, hasUnprojected, hasHidden, head) = (Covered(row), row.Integer(2) != 0, row.Integer(3) != 0, row.Integer(4));
        }
        ImmutableArray<EventId> unprojected = hasUnprojected ? ReadUnprojected(connection, calendar) : [];
        return (new CalendarCoverage(calendar, covered, unprojected), hasHidden ? ReadHidden(connection, calendar) : [], head);
    }

    /// <summary>Everything where there is no projected series; nothing where the windows of two series do not meet.</summary>
    private static Interval Covered(Statement row)
    {
        if (row.IsNull(0)) return new Interval(null, null);
        (Instant start, Instant end) = (row.Instant(0), row.Instant(1));
        return new Interval(start, Instant.Max(start, end));
    }

    private static ImmutableArray<EventId> ReadUnprojected(Connection connection, CalendarId calendar)
    {
        var events = ImmutableArray.CreateBuilder<EventId>();
        using Statement rows = connection.Use(SelectUnprojected).Bind(1, calendar.Value);
        while (rows.Step()) events.Add(new EventId(rows.Identifier(0)));
        return events.DrainToImmutable();
    }

    private static List<FaceRange> ReadHidden(Connection connection, CalendarId calendar)
    {
        List<FaceRange> ranges = [];
        using Statement rows = connection.Use(SelectHidden).Bind(1, calendar.Value);
        while (rows.Step()) ranges.Add(new FaceRange(rows.Integer(0), rows.Integer(1)));
        return ranges;
    }
}
