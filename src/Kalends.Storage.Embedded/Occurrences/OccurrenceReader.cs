using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Occurrences;
using Kalends.Storage.Embedded.Sqlite;
using Kalends.Storage.Occurrences;

namespace Kalends.Storage.Embedded.Occurrences;

/// <summary>Reads ranges within one snapshot.</summary>
internal sealed class OccurrenceReader(FaceCache faces)
{
    private const int NotBusy = OccurrenceEntry.Cancelled | OccurrenceEntry.Transparent;

    private static readonly Sql SelectAccepted = new(
        $"""
        SELECT o.entry, p.calendar_id
        FROM participations p
        CROSS JOIN faces f ON f.face_key BETWEEN p.first_face AND p.last_face
        CROSS JOIN occurrences o ON o.face_key = f.face_key
            AND o.entry >= unhex(format('%016X', ?2 - p.longest + {OccurrenceEntry.Bias})) AND o.entry < ?4
        WHERE p.user_id = ?1 AND p.response = 1 AND p.last_end >= ?2 AND p.first_start < ?3
        """);

    public OccurrencePage Read(Connection connection, OccurrenceQuery query)
    {
        (CalendarCoverage coverage, List<FaceRange> hidden, long head) = CoverageRows.Read(connection, query.Calendar);
        (long from, long to) = (query.From.ToUnixTimeSeconds(), query.To.ToUnixTimeSeconds());
        var scan = new OccurrenceScan(query.Calendar, from, to, query.WithCancelled ? 0 : OccurrenceEntry.Cancelled)
        {
            After = query.After, Hidden = hidden,
        };
        var items = ImmutableArray.CreateBuilder<Occurrence>();
        bool hasMore = scan.Run(connection, (in OccurrenceEntry entry) =>
        {
            if (items.Count == query.Limit) return false;
            items.Add(Show(connection, entry));
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
            var scan = new OccurrenceScan(calendar, from, to, NotBusy) { Hidden = hidden };
            scan.Run(connection, (in OccurrenceEntry entry) =>
            {
                items.Add(new BusyOccurrence(calendar, Show(connection, entry)));
                return true;
            });
        }
        AddAccepted(connection, query, items);
        return new BusyPage([.. items.OrderBy(item => item.Occurrence, OccurrenceOrder.Instance)], coverages.DrainToImmutable());
    }

    private void AddAccepted(Connection connection, BusyQuery query, List<BusyOccurrence> items)
    {
        (long from, long to) = (query.Range.Start.ToUnixTimeSeconds(), query.Range.End.ToUnixTimeSeconds());
        Span<byte> bound = stackalloc byte[sizeof(long)];
        OccurrenceEntry.WriteStart(bound, to);
        using Statement rows = connection.Use(SelectAccepted).Bind(1, query.User.Value).Bind(2, from).Bind(3, to).Bind(4, bound);
        while (rows.Step())
        {
            OccurrenceEntry entry = OccurrenceEntry.Read(rows.Bytes(0));
            var calendar = new CalendarId(rows.Integer(1));
            if (entry.Reaches(from) && (entry.Flags & NotBusy) == 0 && !query.Calendars.Contains(calendar))
                items.Add(new BusyOccurrence(calendar, Show(connection, entry)));
        }
    }

    private Occurrence Show(Connection connection, in OccurrenceEntry entry)
    {
        FaceEntry face = faces.Get(connection, entry.Face);
        return new Occurrence(entry.Id, face.EventId, entry.Times, face.Face);
    }
}
