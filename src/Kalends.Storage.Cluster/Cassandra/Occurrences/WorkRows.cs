using System.Collections.Immutable;
using Kalends.Cql;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Storage.Occurrences;

namespace Kalends.Storage.Cluster.Cassandra.Occurrences;

/// <summary>
/// Events that are to be projected, or whose followers are to be written. An entry is made before the change that makes it true, and names
/// the revision that the change makes: so it is never missing, may be false for a while, and is removed only by who knows that it is done.
/// </summary>
internal sealed class WorkRows(CassandraDatabase database, Shards shards)
{
    private const int ShardsAtOnce = 64;

    private static readonly Cql Insert = new("INSERT INTO projection_work (shard, calendar_id, event_id, revision) VALUES (?, ?, ?, ?)");
    private static readonly Cql Select = new("SELECT calendar_id, event_id, revision FROM projection_work WHERE shard IN ?");
    private static readonly Cql Delete = new(
        "DELETE FROM projection_work WHERE shard = ? AND calendar_id = ? AND event_id = ? AND revision = ?");
    private static readonly Cql DeleteOf = new("DELETE FROM projection_work WHERE shard = ? AND calendar_id = ? AND event_id = ?");
    private static readonly CqlCodec<IReadOnlyList<int>> Numbers = CqlCodec.ListOf(CqlCodec.Of<int>());

    public static ImmutableArray<Cql> Statements { get; } = [Insert, Select, Delete, DeleteOf];

    public Task Add(Work work, CancellationToken cancellation) => database.Run(Bind(Insert, work).Value(work.Revision), cancellation);

    public Task Remove(Work work) => database.Run(Bind(Delete, work).Value(work.Revision), CancellationToken.None);

    /// <summary>Removes all of an event that is purged.</summary>
    public Task RemoveOf(CalendarId calendar, EventId @event) =>
        database.Run(Bind(DeleteOf, new Work(calendar, @event, 0)), CancellationToken.None);

    public async IAsyncEnumerable<IEnumerable<Work>> Read(
        WorkShard part, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (int[] some in shards.Within(part).Chunk(ShardsAtOnce))
        {
            var rows = await database.ReadAll(database.Bind(Select).Value<IReadOnlyList<int>>(some, Numbers), cancellation);
            yield return rows.Select(row => new Work(new CalendarId(row.Get<long>(0)), new EventId(row.Get<Guid>(1)), row.Get<long>(2)))
                .Where(work => part.Has(work.Calendar));
        }
    }

    private CqlStatement Bind(Cql statement, Work work) =>
        database.Bind(statement).Value(shards.Of(work.Calendar)).Value(work.Calendar.Value).Value(work.Event.Value);
}

/// <summary>That an event is to be projected as it is in a revision.</summary>
internal sealed record Work(CalendarId Calendar, EventId Event, long Revision);
