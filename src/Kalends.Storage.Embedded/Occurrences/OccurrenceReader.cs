using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Occurrences;
using Kalends.Storage.Embedded.Sqlite;
using Kalends.Storage.Occurrences;

namespace Kalends.Storage.Embedded.Occurrences;

/// <summary>Reads ranges within one snapshot.</summary>
internal sealed class OccurrenceReader(FaceCache faces)
{
    private static readonly Sql SelectAccepted = new(
        $"""
        SELECT {OccurrenceRows.Names}, p.calendar_id
        FROM participations p
        CROSS JOIN faces f ON f.face_key BETWEEN p.first_face AND p.last_face
        CROSS JOIN occurrences o ON o.face_key = f.face_key AND o.start >= ?2 - p.longest AND o.start < ?3
        WHERE p.user_id = ?1 AND p.response = 1 AND p.last_end >= ?2 AND p.first_start < ?3
            AND (o.end > ?2 OR o.start >= ?2) AND o.flags & {OccurrenceRows.NotBusy} = 0
        """);

    public OccurrencePage Read(Connection connection, OccurrenceQuery query)
    {
        (CalendarCoverage coverage, List<FaceRange> hidden, long head) = CoverageRows.Read(connection, query.Calendar);
        (long from, long to) = (query.From.ToUnixTimeSeconds(), query.To.ToUnixTimeSeconds());
        var scan = new OccurrenceScan(query.Calendar, from, to, query.WithCancelled ? 0 : OccurrenceRows.Cancelled)
        {
            After = query.After, Hidden = hidden,
        };
        var items = ImmutableArray.CreateBuilder<Occurrence>();
        bool hasMore = scan.Run(connection, row =>
        {
            if (items.Count == query.Limit) return false;
            items.Add(OccurrenceRows.Read(row, faces.Get(connection, row.Integer(2))));
            return true;
        });
        return new OccurrencePage
        {
            Items = items.DrainToImmutable(), HasMore = hasMore, Sequence = head,
            Covered = coverage.Covered, Unprojected = coverage.Unprojected,
        };
    }

    public BusyPage ReadBusy(Connection connection, BusyQuery query)
    {
        var coverages = ImmutableArray.CreateBuilder<CalendarCoverage>(query.Calendars.Length);
        List<BusyOccurrence> items = [];
        (long from, long to) = (query.Range.Start.ToUnixTimeSeconds(), query.Range.End.ToUnixTimeSeconds());
        foreach (CalendarId calendar in query.Calendars)
        {
            (CalendarCoverage coverage, List<FaceRange> hidden, _) = CoverageRows.Read(connection, calendar);
            coverages.Add(coverage);
            var scan = new OccurrenceScan(calendar, from, to, OccurrenceRows.NotBusy) { Hidden = hidden };
            scan.Run(connection, row =>
            {
                items.Add(new BusyOccurrence(calendar, OccurrenceRows.Read(row, faces.Get(connection, row.Integer(2)))));
                return true;
            });
        }
        AddAccepted(connection, query, items);
        return new BusyPage([.. items.OrderBy(Key)], coverages.DrainToImmutable());
    }

    private void AddAccepted(Connection connection, BusyQuery query, List<BusyOccurrence> items)
    {
        using Statement rows = connection.Use(SelectAccepted)
            .Bind(1, query.User.Value).Bind(2, query.Range.Start).Bind(3, query.Range.End);
        while (rows.Step())
        {
            var calendar = new CalendarId(rows.Integer(8));
            if (!query.Calendars.Contains(calendar))
                items.Add(new BusyOccurrence(calendar, OccurrenceRows.Read(rows, faces.Get(connection, rows.Integer(2)))));
        }
    }

    private static OccurrenceKey Key(BusyOccurrence busy) => new(busy.Occurrence.Times.Start, busy.Occurrence.Id);
}
