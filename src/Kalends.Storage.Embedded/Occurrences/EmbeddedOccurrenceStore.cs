using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Storage.Embedded.Sqlite;
using Kalends.Storage.Occurrences;
using NodaTime;

namespace Kalends.Storage.Embedded.Occurrences;

internal sealed class EmbeddedOccurrenceStore(Database database, ProjectionWriter projections, Sweeper sweeper) : IOccurrenceStore
{
    private const long BytesOfFaces = 256L << 20;

    private static readonly Sql SelectUnprojected = new(
        "SELECT calendar_id, event_id FROM events WHERE projected < revision ORDER BY calendar_id, event_id LIMIT ?1");
    private static readonly Sql SelectOutdated = new(
        """
        SELECT calendar_id, event_id FROM events WHERE is_live AND is_series AND window_end < ?1
        UNION SELECT calendar_id, event_id FROM events WHERE is_live AND tzdb < ?2
        UNION SELECT calendar_id, event_id FROM events WHERE is_live AND tzdb > ?2
        LIMIT ?3
        """);
    private readonly OccurrenceReader reader = new(new FaceCache(BytesOfFaces));

    public ValueTask<OccurrencePage> Read(OccurrenceQuery query, CancellationToken cancellation) =>
        database.Read(query, reader.Read, cancellation);

    public Task<BusyPage> ReadBusy(BusyQuery query, CancellationToken cancellation) =>
        database.Read(query, reader.ReadBusy, cancellation).AsTask();

    public Task<ImmutableArray<Participation>> ListParticipations(UserId user, CancellationToken cancellation) =>
        database.Read(user, ParticipationRows.List, cancellation).AsTask();

    public async Task Apply(Projection projection, CancellationToken cancellation)
    {
        var prepared = new PreparedProjection(projection);
        if (PreparedProjection.IsSmall(projection)) await database.Write(prepared, projections.Replace, cancellation);
        else await ApplyInSlices(prepared, cancellation);
    }

    public Task<ImmutableArray<ProjectionDue>> ReadUnprojected(int limit, CancellationToken cancellation) =>
        database.Read(limit, static (connection, limit) =>
            ReadDue(connection.Use(SelectUnprojected).Bind(1, limit)), cancellation).AsTask();

    public Task<ImmutableArray<ProjectionDue>> ReadOutdated(Instant windowEnd, string tzdb, int limit, CancellationToken cancellation) =>
        database.Read((windowEnd, tzdb, limit), static (connection, asked) =>
            ReadDue(connection.Use(SelectOutdated).Bind(1, asked.windowEnd).Bind(2, asked.tzdb).Bind(3, asked.limit)),
            cancellation).AsTask();

    private async Task ApplyInSlices(PreparedProjection prepared, CancellationToken cancellation)
    {
        FaceRange? begun = await database.Write(prepared, (connection, prepared) =>
        {
            FaceRange? range = projections.Begin(connection, prepared);
            if (range is { } hidden) sweeper.Spare(hidden);
            return range;
        }, cancellation);
        if (begun is not { } range) return;
        bool isShown = false;
        try
        {
            for (int from = 0; from < prepared.FaceOf.Length; from += PreparedProjection.SliceSize)
            {
                Range part = from..Math.Min(from + PreparedProjection.SliceSize, prepared.FaceOf.Length);
                await database.Write((prepared, range, part), static (connection, slice) =>
                {
                    ProjectionWriter.AddOccurrences(connection, slice.prepared, slice.range, slice.part);
                    return true;
                }, cancellation);
            }
            isShown = await database.Write((prepared, range), (connection, whole) =>
                projections.Finish(connection, whole.prepared.Projection, whole.range), cancellation);
        }
        finally
        {
            sweeper.Release(range);
            if (!isShown) sweeper.SweepLater();
        }
    }

    private static ImmutableArray<ProjectionDue> ReadDue(Statement statement)
    {
        var due = ImmutableArray.CreateBuilder<ProjectionDue>();
        using Statement rows = statement;
        while (rows.Step()) due.Add(new ProjectionDue(new CalendarId(rows.Integer(0)), new EventId(rows.Identifier(1))));
        return due.DrainToImmutable();
    }
}
