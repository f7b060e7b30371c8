using System.Collections.Immutable;
using Kalends.Cql;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Storage.Cluster.Cassandra.Documents;
using Kalends.Storage.Cluster.Cassandra.Partitions;

namespace Kalends.Storage.Cluster.Cassandra.Occurrences;

/// <summary>Rows of projections in their buckets. Nobody sees them but through the state of their event, which names one projection.</summary>
internal sealed class BucketRows(CassandraDatabase database, DocumentStore documents)
{
    private const int LargestBatch = 32 * 1024;
    private const int LargestList = 24;

    private static readonly Cql Insert = new(
        """
        INSERT INTO occurrences_by_calendar (calendar_id, month, event_id, projection, part, data) VALUES (?, ?, ?, ?, ?, ?)
        """);
    private static readonly Cql Select = new(
        "SELECT event_id, projection, data FROM occurrences_by_calendar WHERE calendar_id = ? AND month IN ?");
    private static readonly Cql SelectOf = new(
        """
        SELECT event_id, projection, data FROM occurrences_by_calendar WHERE calendar_id = ? AND month IN ? AND (event_id) IN ?
        """);
    private static readonly Cql Delete = new(
        "DELETE FROM occurrences_by_calendar WHERE calendar_id = ? AND month = ? AND event_id = ? AND projection = ?");
    private static readonly Cql DeleteBucket = new("DELETE FROM occurrences_by_calendar WHERE calendar_id = ? AND month = ?");

    private static readonly CqlCodec<IReadOnlyList<int>> Months = CqlCodec.ListOf(CqlCodec.Of<int>());
    private static readonly CqlCodec<IReadOnlyList<Guid>> Events = CqlCodec.ListOf(CqlCodec.Fields<Guid>(
        row => row.Get<Guid>(0), (values, id) => values.Value(id)));

    public static ImmutableArray<Cql> Statements { get; } = [Insert, Select, SelectOf, Delete, DeleteBucket];

    public async Task Write(IEnumerable<PreparedProjection> projections, CancellationToken cancellation)
    {
        List<PreparedProjection> all = [.. projections];
        var faces = all.SelectMany(projection => projection.LargeFaces)
            .Select(face => documents.Write(face.Value, PreparedProjection.Encode(face.Key), cancellation));
        var buckets = all.SelectMany(projection => projection.Rows.Select(row => (projection, row)))
            .GroupBy(pair => (pair.projection.Projection.CalendarId, pair.row.Bucket))
            .Select(bucket => WriteBucket(bucket, cancellation));
        await Task.WhenAll(faces.Concat(buckets));
    }

    /// <summary>Rows of buckets, of some events or of all.</summary>
    public async Task<ImmutableArray<OccurrenceRow>> Read(
        BucketQuery query, CancellationToken cancellation)
    {
        var results = await Task.WhenAll(query.Buckets.Chunk(LargestList).Select(some => database.ReadAll(Bind(query, some), cancellation)));
        return [.. results.SelectMany(rows => rows)
            .Select(row => new OccurrenceRow(new EventId(row.Get<Guid>(0)), row.Get<Guid>(1), row.Get<byte[]>(2)!))];
    }

    /// <summary>Removes a projection that nobody sees any more.</summary>
    public Task Sweep(CalendarId calendar, EventId @event, SeenProjection seen, CancellationToken cancellation) =>
        Task.WhenAll(seen.Buckets
            .Select(bucket => (Task)database.Run(
                database.Bind(Delete).Value(calendar.Value).Value(bucket).Value(@event.Value).Value(seen.Id), cancellation))
            .Append(documents.Delete(PreparedProjection.FaceIds(seen), cancellation)));

    /// <summary>Removes whole buckets.</summary>
    public Task Clear(CalendarId calendar, IEnumerable<int> buckets, CancellationToken cancellation) =>
        Task.WhenAll(buckets.Select(bucket =>
            database.Run(database.Bind(DeleteBucket).Value(calendar.Value).Value(bucket), cancellation)));

    private CqlStatement Bind(BucketQuery query, IReadOnlyList<int> buckets) => query.Events is { } events
        ? database.Bind(SelectOf).Value(query.Calendar.Value).Value(buckets, Months)
            .Value<IReadOnlyList<Guid>>([.. events.Select(id => id.Value)], Events)
        : database.Bind(Select).Value(query.Calendar.Value).Value(buckets, Months);

    private async Task WriteBucket(
        IEnumerable<(PreparedProjection Projection, BucketRow Row)> rows, CancellationToken cancellation)
    {
        var some = new List<CqlStatement>();
        int size = 0;
        foreach ((PreparedProjection projection, BucketRow row) in rows)
        {
            if (some.Count > 0 && size + row.Data.Length > LargestBatch)
            {
                await WriteTogether(some, cancellation);
                (some, size) = ([], 0);
            }
            some.Add(database.Bind(Insert)
                .Value(projection.Projection.CalendarId.Value).Value(row.Bucket).Value(projection.Projection.EventId.Value)
                .Value(projection.Id).Value(row.Part).Value(row.Data));
            size += row.Data.Length;
        }
        await WriteTogether(some, cancellation);
    }

    /// <summary>One row of any size goes by itself: servers refuse large batches, but not large rows.</summary>
    private async Task WriteTogether(List<CqlStatement> statements, CancellationToken cancellation)
    {
        if (statements.Count == 1)
        {
            await database.Run(statements[0], cancellation);
            return;
        }
        CqlBatch batch = CqlBatch.Unlogged();
        foreach (CqlStatement statement in statements) batch.Add(statement);
        await database.Run(batch, Insert.Text, cancellation);
    }
}

/// <summary>Which buckets to read.</summary>
/// <param name="Calendar">Of the calendar.</param>
/// <param name="Buckets">Their numbers.</param>
/// <param name="Events">Whose rows; null for all.</param>
internal sealed record BucketQuery(CalendarId Calendar, IEnumerable<int> Buckets, IReadOnlyCollection<EventId>? Events);

/// <summary>A row of a bucket, seen or not.</summary>
internal sealed record OccurrenceRow(EventId Event, Guid Projection, byte[] Data);
