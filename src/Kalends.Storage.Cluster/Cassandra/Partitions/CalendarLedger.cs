using System.Collections.Immutable;
using Kalends.Storage.Documents;
using NodaTime;

namespace Kalends.Storage.Cluster.Cassandra.Partitions;

/// <summary>Sums over a calendar's events, kept so that nobody has to read them all.</summary>
/// <param name="Bytes">About what the rows take up.</param>
/// <param name="Spans">How many live events are projected with a tzdb and, series, into a window.</param>
/// <param name="Months">Where occurrences have ever been.</param>
internal sealed record CalendarLedger(long Bytes, ImmutableSortedDictionary<ProjectedSpan, int> Spans, MonthRanges Months)
{
    /// <summary>How many there are, whatever their state. A ledger from before they were counted begins with none.</summary>
    public long Events { get; init; }

    public static CalendarLedger Empty { get; } = new(0, ImmutableSortedDictionary<ProjectedSpan, int>.Empty, MonthRanges.None);

    /// <summary>Where every live series is projected.</summary>
    public Interval Covered()
    {
        List<ProjectedSpan> series = [.. Spans.Keys.Where(span => span.Start is not null)];
        if (series.Count == 0) return new Interval(null, null);
        (long start, long end) = (series.Max(span => span.Start!.Value), series.Min(span => span.End!.Value));
        return new Interval(Instant.FromUnixTimeSeconds(start), Instant.FromUnixTimeSeconds(Math.Max(start, end)));
    }

    /// <summary>With one state of an event instead of another.</summary>
    public CalendarLedger Replace(EventState? before, EventState? after) => this with
    {
        Events = Math.Max(0, Events - (before is null ? 0 : 1)) + (after is null ? 0 : 1),
        Bytes = Bytes - (before?.Bytes ?? 0) + (after?.Bytes ?? 0),
        Spans = Count(Count(Spans, before?.Span, -1), after?.Span, +1),
        Months = after?.Projected is { } projected ? Months.Add(projected.Months) : Months,
    };

    public byte[] Encode()
    {
        var writer = new FieldWriter();
        writer.Integer(1, Bytes);
        writer.Integer(5, Events);
        foreach ((ProjectedSpan span, int count) in Spans)
        {
            int begun = writer.Begin(2);
            writer.Text(1, span.Tzdb);
            if (span.Start is { } start) writer.Integer(2, start);
            if (span.End is { } end) writer.Integer(3, end);
            writer.Integer(4, count);
            writer.End(begun);
        }
        foreach ((int first, int last) in Months.Ranges)
        {
            writer.Integer(3, first);
            writer.Integer(4, last);
        }
        return writer.ToArray();
    }

    public static CalendarLedger Decode(byte[]? document)
    {
        if (document is null) return Empty;
        FieldReader fields = FieldReader.Open(document);
        (long bytes, long events, int first) = (0, 0, 0);
        var spans = ImmutableSortedDictionary.CreateBuilder<ProjectedSpan, int>();
        var months = ImmutableArray.CreateBuilder<(int, int)>();
        while (fields.Next())
            switch (fields.Number)
            {
                case 1: bytes = fields.Integer; break;
                case 5: events = fields.Integer; break;
                case 2: ReadSpan(fields.Record, spans); break;
                case 3: first = (int)fields.Integer; break;
                case 4: months.Add((first, (int)fields.Integer)); break;
            }
        return new CalendarLedger(bytes, spans.ToImmutable(), new MonthRanges(months.DrainToImmutable())) { Events = events };
    }

    private static void ReadSpan(FieldReader fields, ImmutableSortedDictionary<ProjectedSpan, int>.Builder spans)
    {
        (string tzdb, long? start, long? end, int count) = ("", null, null, 0);
        while (fields.Next())
            switch (fields.Number)
            {
                case 1: tzdb = fields.Text; break;
                case 2: start = fields.Integer; break;
                case 3: end = fields.Integer; break;
                case 4: count = (int)fields.Integer; break;
            }
        spans[new ProjectedSpan(tzdb, start, end)] = count;
    }

    private static ImmutableSortedDictionary<ProjectedSpan, int> Count(
        ImmutableSortedDictionary<ProjectedSpan, int> spans, ProjectedSpan? span, int more)
    {
        if (span is not { } key) return spans;
        int count = spans.GetValueOrDefault(key) + more;
        return count > 0 ? spans.SetItem(key, count) : spans.Remove(key);
    }
}

/// <summary>With which tzdb and, for series, from when to when (seconds since 1970) events are projected.</summary>
internal readonly record struct ProjectedSpan(string Tzdb, long? Start, long? End) : IComparable<ProjectedSpan>
{
    /// <summary>Which projection is due first: single events only for another tzdb.</summary>
    public long DueAt => End ?? long.MaxValue;

    public int CompareTo(ProjectedSpan other)
    {
        int byTzdb = string.CompareOrdinal(Tzdb, other.Tzdb);
        return byTzdb != 0 ? byTzdb : (Start, End).CompareTo((other.Start, other.End));
    }
}
