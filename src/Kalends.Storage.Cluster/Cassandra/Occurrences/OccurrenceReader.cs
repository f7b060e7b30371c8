using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Occurrences;
using Kalends.Storage.Cluster.Cassandra.Documents;
using Kalends.Storage.Cluster.Cassandra.Events;
using Kalends.Storage.Cluster.Cassandra.Partitions;
using Kalends.Storage.Cluster.Redis.Ranges;
using Kalends.Storage.Documents;
using Kalends.Storage.Occurrences;
using NodaTime;

namespace Kalends.Storage.Cluster.Cassandra.Occurrences;

/// <summary>
/// Reads ranges as of one moment. Buckets lie in other partitions than the events they belong to, so a read takes three steps: what the
/// calendar says of itself, the buckets, the states of the events found. If the calendar's version is still the same at the end, nothing
/// changed in between, and rows of the projections that the states name are what was there. Else it begins again. The first step is left
/// out where this process has a copy of it, and the others where the page of that version was read before.
/// </summary>
internal sealed class OccurrenceReader(CalendarWords words, OccurrenceSources sources, IRanges pages)
{
    private const int MostAttempts = 50;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    public Task<OccurrencePage> Read(OccurrenceQuery query, CancellationToken cancellation) => ReadUntilWhole(
        query.Calendar,
        async word => word.Head.Version == 0 ? PageOf(RangeView.Empty)
            : await pages.Read(new RangePageKey(query, word.Head.Version), end => ReadPage(word, query, end), cancellation),
        cancellation);

    public Task<RangeView> Read(RangeQuery query, CancellationToken cancellation) =>
        ReadUntilWhole(query.Calendar, word => TryRead(word, query, cancellation), cancellation);

    private async Task<T> ReadUntilWhole<T>(CalendarId calendar, Func<CalendarWord, Task<T?>> read, CancellationToken cancellation) where T : class
    {
        for (int attempt = 1; attempt <= MostAttempts; attempt++)
        {
            if (await read(await words.Read(calendar, cancellation)) is { } whole) return whole;
            words.Drop(calendar);
            await Task.Delay(Pause * attempt, cancellation);
        }
        throw new StorageException("A calendar changes too fast to be read.");
    }

    private async Task<OccurrencePage?> ReadPage(CalendarWord word, OccurrenceQuery query, CancellationToken cancellation)
    {
        var range = new RangeQuery(query.Calendar, query.From, query.To)
        {
            Limit = query.Limit, After = query.After,
            Filter = occurrence => query.WithCancelled || occurrence.Face.Status != EventStatus.Cancelled,
        };
        return await TryRead(word, range, cancellation) is { } view ? PageOf(view) : null;
    }

    private static OccurrencePage PageOf(RangeView view) => new()
    {
        Items = view.Items, HasMore = view.HasMore, Covered = view.Covered, Unprojected = view.Unprojected, Sequence = view.Sequence,
    };

    private async Task<RangeView?> TryRead(CalendarWord word, RangeQuery query, CancellationToken cancellation)
    {
        if (word.Head.Version == 0) return RangeView.Empty;
        var buckets = Buckets.Of(query.From, query.To, word.Ledger.Months);
        var rows = await sources.Buckets.Read(new BucketQuery(query.Calendar, buckets, query.Events), cancellation);
        var candidates = await Decode(query, rows, cancellation);
        var found = ImmutableArray.CreateBuilder<Occurrence>();
        var states = new Dictionary<EventId, EventState?>();
        int next = 0;
        do
        {
            int last = (int)Math.Min(candidates.Count, (long)next + query.Limit + 1);
            List<EventId> unknown = [.. candidates[next..last].Select(item => item.Occurrence.EventId).Distinct().Where(id => !states.ContainsKey(id))];
            (long? version, var more) = await sources.Events.ReadStates(query.Calendar, unknown, cancellation);
            if (version != word.Head.Version) return null;
            foreach (EventId id in unknown) states[id] = more.GetValueOrDefault(id);
            found.AddRange(candidates[next..last].Where(item => states[item.Occurrence.EventId]?.Projected?.Id == item.Projection)
                .Select(item => item.Occurrence));
            next = last;
        }
        while (next < candidates.Count && found.Count <= query.Limit);
        return new RangeView(word.Head.Head, word.Ledger.Covered())
        {
            Items = found.Count > query.Limit ? found.ToImmutable()[..query.Limit] : found.ToImmutable(),
            HasMore = found.Count > query.Limit,
            Unprojected = word.Unprojected,
        };
    }

    /// <summary>What may be the answer, in order.</summary>
    private async Task<List<(Guid Projection, Occurrence Occurrence)>> Decode(
        RangeQuery query, ImmutableArray<OccurrenceRow> rows, CancellationToken cancellation)
    {
        var large = await sources.Documents.Read(rows.SelectMany(row => BucketDocument.LargeFacesIn(row.Data)), cancellation);
        var faces = large.ToDictionary(face => face.Key, face => FaceDocument.Decode(face.Value));
        // Of a projection that is being swept faces may be gone already; then it is not what readers see.
        return [.. rows.Where(row => BucketDocument.LargeFacesIn(row.Data).All(faces.ContainsKey))
            .SelectMany(row => BucketDocument.Decode(row.Data, row.Event, id => faces[id]).Where(query.Wants).Select(item => (row.Projection, item)))
            .DistinctBy(pair => (pair.Projection, pair.item.Id))
            .OrderBy(pair => pair.item, OccurrenceOrder.Instance)];
    }
}

/// <summary>What reads of ranges are made from.</summary>
internal sealed record OccurrenceSources(CassandraDatabase Database, EventRows Events, BucketRows Buckets, DocumentStore Documents);

/// <summary>A range of a calendar, of some events or all.</summary>
internal sealed record RangeQuery(CalendarId Calendar, Instant From, Instant To)
{
    public int Limit { get; init; } = int.MaxValue - 1;

    public OccurrenceKey? After { get; init; }

    public Func<Occurrence, bool> Filter { get; init; } = _ => true;

    public IReadOnlyCollection<EventId>? Events { get; init; }

    public bool Wants(Occurrence occurrence) => occurrence.Times.Overlaps(From, To) && Filter(occurrence)
        && !(After is { } after && new OccurrenceKey(occurrence.Times.Start, occurrence.Id).CompareTo(after) <= 0);
}

/// <summary>What a calendar had in a range at one moment.</summary>
internal sealed record RangeView(long Sequence, Interval Covered)
{
    public static RangeView Empty { get; } = new(0, new Interval(null, null));

    public ImmutableArray<Occurrence> Items { get; init; } = [];

    public bool HasMore { get; init; }

    public ImmutableArray<EventId> Unprojected { get; init; } = [];
}
