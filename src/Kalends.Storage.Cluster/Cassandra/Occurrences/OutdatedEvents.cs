using System.Collections.Immutable;
using Kalends.Cql;
using Kalends.Domain.Calendars;
using Kalends.Storage.Cluster.Cassandra.Partitions;
using Kalends.Storage.Occurrences;
using NodaTime;

namespace Kalends.Storage.Cluster.Cassandra.Occurrences;

/// <summary>Finds events whose projections are to be made again, calendar by calendar.</summary>
internal sealed class OutdatedEvents(CassandraDatabase database, PartitionReader partitions, ProjectedCalendarRows calendars)
{
    private const int RowsAtOnce = 2_000;

    public async Task<ImmutableArray<OutdatedProjection>> Find(OutdatedQuery query, int limit, CancellationToken cancellation)
    {
        var due = ImmutableArray.CreateBuilder<OutdatedProjection>();
        await foreach (var listed in calendars.ReadOutdated(query, cancellation))
        {
            foreach (var calendar in listed.GroupBy(row => row.Calendar))
            {
                ImmutableSortedDictionary<ProjectedSpan, int> spans = await ReadSpans(calendar.Key, cancellation);
                foreach (ProjectedCalendar row in calendar.Where(row => !IsTrue(row, spans))) await Withdraw(row, cancellation);
                if (!spans.Keys.Any(span => IsOutdated(span, query))) continue;
                await foreach (OutdatedProjection found in FindIn(calendar.Key, query, cancellation))
                {
                    due.Add(found);
                    if (due.Count == limit) return due.ToImmutable();
                }
            }
        }
        return due.ToImmutable();
    }

    private async IAsyncEnumerable<OutdatedProjection> FindIn(
        CalendarId calendar, OutdatedQuery query,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        byte[] after = [];
        CqlResult rows;
        do
        {
            rows = await partitions.Read(calendar, database.Bind(CalendarRows.SelectKind)
                .Value(calendar.Value).Value((int)RowKind.Event).Value(after).Value(RowsAtOnce), cancellation);
            foreach (CqlRow row in rows)
            {
                after = row.Get<byte[]>("id")!;
                if (EventState.Decode(row.Get<byte[]>("state")).Span is not { } span || !IsOutdated(span, query)) continue;
                Instant? end = span.End is { } seconds ? Instant.FromUnixTimeSeconds(seconds) : null;
                yield return new OutdatedProjection(new ProjectionDue(calendar, row.Key().Event), span.Tzdb, end);
            }
        }
        while (rows.Count == RowsAtOnce);
    }

    /// <summary>Removes a row that is not true any more; whoever makes it true in this very moment is looked for once more.</summary>
    private async Task Withdraw(ProjectedCalendar row, CancellationToken cancellation)
    {
        await calendars.Remove(row);
        var spans = await ReadSpans(row.Calendar, cancellation);
        foreach (ProjectedSpan span in spans.Keys.Where(span => span.Tzdb == row.Tzdb && span.DueAt == row.WindowEnd))
            await calendars.Add(row.Calendar, span, cancellation);
    }

    private async Task<ImmutableSortedDictionary<ProjectedSpan, int>> ReadSpans(CalendarId calendar, CancellationToken cancellation)
    {
        CqlResult rows = await partitions.Read(
            calendar, database.Bind(CalendarRows.SelectPending).Value(calendar.Value), cancellation);
        return rows.Count == 0 ? CalendarLedger.Empty.Spans : CalendarLedger.Decode(rows[0].Get<byte[]>("ledger")).Spans;
    }

    private static bool IsOutdated(ProjectedSpan span, OutdatedQuery query) =>
        span.Tzdb != query.Tzdb || span.DueAt < query.WindowEnd.ToUnixTimeSeconds();

    private static bool IsTrue(ProjectedCalendar row, ImmutableSortedDictionary<ProjectedSpan, int> spans) =>
        spans.Keys.Any(span => span.Tzdb == row.Tzdb && span.DueAt == row.WindowEnd);
}
