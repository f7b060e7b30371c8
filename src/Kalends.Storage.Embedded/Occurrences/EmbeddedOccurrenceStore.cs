using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Storage.Embedded.Sqlite;
using Kalends.Storage.Occurrences;

namespace Kalends.Storage.Embedded.Occurrences;

internal sealed class EmbeddedOccurrenceStore(Database database, ProjectionWriter projections, Sweeper sweeper) : IOccurrenceStore
{
    private const long BytesOfFaces = 256L << 20;

    private static readonly Sql SelectUnprojected = new(
        "SELECT calendar_id, event_id FROM events WHERE projected < revision AND calendar_id % ?3 = ?2 ORDER BY calendar_id, event_id LIMIT ?1");
    private static readonly Sql SelectOutdated = new(
        """
        SELECT calendar_id, event_id, tzdb, window_end FROM events WHERE is_live AND is_series AND window_end < ?1 AND calendar_id % ?5 = ?4
        UNION SELECT calendar_id, event_id, tzdb, window_end FROM events WHERE is_live AND tzdb < ?2 AND calendar_id % ?5 = ?4
        UNION SELECT calendar_id, event_id, tzdb, window_end FROM events WHERE is_live AND tzdb > ?2 AND calendar_id % ?5 = ?4
        LIMIT ?3
        """);
    private static readonly Sql UpdateTzdb = new(
        "UPDATE events SET tzdb = ?4 WHERE event_id = ?1 AND calendar_id = ?2 AND projected <= ?3");
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

    public Task<ImmutableArray<ProjectionDue>> ReadUnprojected(WorkShard shard, int limit, CancellationToken cancellation) =>
        database.Read((shard, limit), static (connection, asked) =>
            ReadDue(connection.Use(SelectUnprojected).Bind(1, asked.limit).Bind(2, asked.shard.Number).Bind(3, asked.shard.Of)), cancellation).AsTask();

    public Task<ImmutableArray<OutdatedProjection>> ReadOutdated(OutdatedQuery query, int limit, CancellationToken cancellation) =>
        database.Read((query, limit), static (connection, asked) =>
        {
            var outdated = ImmutableArray.CreateBuilder<OutdatedProjection>();
            using Statement rows = connection.Use(SelectOutdated).Bind(1, asked.query.WindowEnd).Bind(2, asked.query.Tzdb).Bind(3, asked.limit)
                .Bind(4, asked.query.Shard.Number).Bind(5, asked.query.Shard.Of);
            while (rows.Step()) outdated.Add(new OutdatedProjection(Due(rows), rows.Text(2), rows.IsNull(3) ? null : rows.Instant(3)));
            return outdated.DrainToImmutable();
        }, cancellation).AsTask();

    public Task Confirm(ImmutableArray<ConfirmedProjection> projections, string tzdb, CancellationToken cancellation) =>
        database.Write((projections, tzdb), static (connection, confirmed) =>
        {
            foreach (ConfirmedProjection one in confirmed.projections)
                connection.Use(UpdateTzdb).Bind(1, one.Due.EventId.Value).Bind(2, one.Due.CalendarId.Value).Bind(3, one.Generation)
                    .Bind(4, confirmed.tzdb).Run();
            return true;
        }, cancellation);

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
        while (rows.Step()) due.Add(Due(rows));
        return due.DrainToImmutable();
    }

    private static ProjectionDue Due(Statement row) => new(new CalendarId(row.Integer(0)), new EventId(row.Identifier(1)));
}
