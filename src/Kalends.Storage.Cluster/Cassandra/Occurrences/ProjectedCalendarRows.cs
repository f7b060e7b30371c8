using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Storage.Cluster.Cassandra.Partitions;
using Kalends.Storage.Occurrences;

namespace Kalends.Storage.Cluster.Cassandra.Occurrences;

/// <summary>
/// Calendars by what their projections were made with and until when they reach, for the roll-forward: one row for each span of a
/// calendar's ledger, written before it gets there.
/// </summary>
internal sealed class ProjectedCalendarRows(CassandraDatabase database, Shards shards)
{
    private const string Columns = "SELECT tzdb, window_end, calendar_id FROM projected_calendars WHERE shard = ? AND";

    private static readonly Cql Insert = new(
        "INSERT INTO projected_calendars (shard, tzdb, window_end, calendar_id) VALUES (?, ?, ?, ?)");
    private static readonly Cql SelectEarlier = new($"{Columns} tzdb = ? AND window_end < ?");
    private static readonly Cql SelectBelow = new($"{Columns} tzdb < ?");
    private static readonly Cql SelectAbove = new($"{Columns} tzdb > ?");
    private static readonly Cql Delete = new(
        "DELETE FROM projected_calendars WHERE shard = ? AND tzdb = ? AND window_end = ? AND calendar_id = ?");

    public static ImmutableArray<Cql> Statements { get; } = [Insert, SelectEarlier, SelectBelow, SelectAbove, Delete];

    public Task Add(CalendarId calendar, ProjectedSpan span, CancellationToken cancellation) => database.Run(
        database.Bind(Insert).Value(shards.Of(calendar)).Value(span.Tzdb).Value(span.DueAt).Value(calendar.Value), cancellation);

    /// <summary>Calendars that have, or had, projections that end before an instant or were made with another tzdb.</summary>
    public async IAsyncEnumerable<IEnumerable<ProjectedCalendar>> ReadOutdated(
        OutdatedQuery query, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (int shard in shards.Within(query.Shard))
        {
            var results = await Task.WhenAll(
                database.ReadAll(database.Bind(SelectEarlier).Value(shard).Value(query.Tzdb).Value(query.WindowEnd.ToUnixTimeSeconds()), cancellation),
                database.ReadAll(database.Bind(SelectBelow).Value(shard).Value(query.Tzdb), cancellation),
                database.ReadAll(database.Bind(SelectAbove).Value(shard).Value(query.Tzdb), cancellation));
            yield return results.SelectMany(rows => rows).Select(row =>
                new ProjectedCalendar(new CalendarId(row.Get<long>(2)), row.Get<string>(0)!, row.Get<long>(1)))
                .Where(found => query.Shard.Has(found.Calendar));
        }
    }

    public Task Remove(ProjectedCalendar row) => database.Run(
        database.Bind(Delete).Value(shards.Of(row.Calendar)).Value(row.Tzdb).Value(row.WindowEnd).Value(row.Calendar.Value),
        CancellationToken.None);
}

/// <summary>That a calendar may have projections that end at a time (seconds since 1970) and were made with a tzdb.</summary>
internal sealed record ProjectedCalendar(CalendarId Calendar, string Tzdb, long WindowEnd);
