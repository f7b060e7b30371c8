using Kalends.Cql;
using Kalends.Domain.Calendars;

namespace Kalends.Storage.Cluster.Cassandra.Partitions;

/// <summary>
/// Reads of calendars' partitions that never see half a change. A majority of the replicas has all changes that were acknowledged, but of
/// one that is under way, or whose coordinator died, replicas may have part: a read that finds replicas differing mends them with only
/// what it has read. So a writer marks its version as settled when all is written, and a reader that finds a version not yet settled
/// reads again through the replicas' agreement, which finishes what is under way, until it has seen the same version twice.
/// </summary>
internal sealed class PartitionReader(CassandraDatabase database, Afterwards afterwards)
{
    private const int LargestList = 200;

    /// <param name="calendar">The partition.</param>
    /// <param name="statement">One of <see cref="CalendarRows"/>, which begin with version and settled.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<CqlResult> Read(CalendarId calendar, CqlStatement statement, CancellationToken cancellation)
    {
        CqlResult rows = await database.Run(statement, cancellation);
        long seen = PartitionHead.VersionOf(rows);
        if (seen == PartitionHead.SettledOf(rows)) return rows;
        statement.Consistency = Consistency.LocalSerial;
        for (long before = -1; before != seen; seen = PartitionHead.VersionOf(rows))
        {
            before = seen;
            rows = await database.Run(statement, cancellation);
            if (PartitionHead.VersionOf(rows) == PartitionHead.SettledOf(rows)) return rows;
        }
        SettleLater(calendar, seen);
        return rows;
    }

    /// <summary>Rows by key and at once, with one at the end of a kind that makes sure there are any.</summary>
    public Task<CqlResult> ReadRows(Cql statement, CalendarId calendar, IEnumerable<RowKey> keys, CancellationToken cancellation) =>
        Read(
            calendar,
            database.Bind(statement).Value(calendar.Value).Value([.. keys, RowKey.End(RowKind.Pending)], RowKey.Codec),
            cancellation);

    /// <summary>Rows by key in as few requests as they fit into.</summary>
    public async Task<IReadOnlyList<CqlResult>> ReadManyRows(
        Cql statement, CalendarId calendar, IEnumerable<RowKey> keys, CancellationToken cancellation) =>
        await Task.WhenAll(keys.Chunk(LargestList).DefaultIfEmpty([]).Select(chunk => ReadRows(statement, calendar, chunk, cancellation)));

    /// <summary>Says that the version is whole on a majority. Later is as good: until then reads take longer.</summary>
    public void SettleLater(CalendarId calendar, long version) => afterwards.Do(() => database.Run(
        database.Bind(CalendarRows.Settle).Value(version).Value(version).Value(calendar.Value), CancellationToken.None));
}
