using System.Collections.Immutable;
using Kalends.Cql;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Domain.Occurrences;
using Kalends.Storage.Occurrences;
using NodaTime;

namespace Kalends.Storage.Cluster.Cassandra.Occurrences;

/// <summary>
/// Who takes part where, by user, with the time in which to look for it. Written after the calendar's partition, with the partition's
/// version as the time of the write: so what an older projection says never replaces what a newer one says, in whatever order they come.
/// </summary>
internal sealed class ParticipationRows(CassandraDatabase database)
{
    private static readonly Cql Insert = new(
        """
        INSERT INTO participations (user_id, calendar_id, event_id, response, first_start, last_end) VALUES (?, ?, ?, ?, ?, ?)
        USING TIMESTAMP ?
        """);
    private static readonly Cql Delete = new(
        "DELETE FROM participations USING TIMESTAMP ? WHERE user_id = ? AND calendar_id = ? AND event_id = ?");
    private static readonly Cql Select = new(
        "SELECT calendar_id, event_id, response, first_start, last_end FROM participations WHERE user_id = ?");

    public static ImmutableArray<Cql> Statements { get; } = [Insert, Delete, Select];

    /// <summary>Makes the event's participations those of the projection.</summary>
    /// <param name="projection">The projection.</param>
    /// <param name="known">Users who may have one.</param>
    /// <param name="version">Of the partition when it was judged.</param>
    public Task Follow(Projection projection, IEnumerable<UserId> known, long version)
    {
        var staying = projection.Participations.Select(part => part.UserId).ToHashSet();
        var removals = known.Where(user => !staying.Contains(user)).Select(user => Remove(user, projection, version));
        return Task.WhenAll(removals.Concat(projection.Participations.Select(part => Put(part, projection.Occurrences, version))));
    }

    public async Task<ImmutableArray<(Participation Participation, Instant First, Instant Last)>> List(
        UserId user, CancellationToken cancellation)
    {
        var rows = await database.ReadAll(database.Bind(Select).Value(user.Value), cancellation);
        return [.. rows.Select(row => (
                new Participation(
                    user, new CalendarId(row.Get<long>(0)), new EventId(row.Get<Guid>(1)), (ResponseStatus?)row.Get<int?>(2)),
                Instant.FromUnixTimeSeconds(row.Get<long>(3)), Instant.FromUnixTimeSeconds(row.Get<long>(4))))
            .OrderBy(found => found.Item1.CalendarId).ThenBy(found => found.Item1.EventId)];
    }

    private Task<CqlResult> Put(Participation part, ImmutableArray<Occurrence> occurrences, long version) => database.Run(
        database.Bind(Insert)
            .Value(part.UserId.Value).Value(part.CalendarId.Value).Value(part.EventId.Value).Value((int?)part.Response)
            .Value(occurrences.IsEmpty ? 0 : occurrences.Min(occurrence => occurrence.Times.Start).ToUnixTimeSeconds())
            .Value(occurrences.IsEmpty ? 0 : occurrences.Max(occurrence => occurrence.Times.End).ToUnixTimeSeconds())
            .Value((2 * version) + 1),
        CancellationToken.None);

    private Task<CqlResult> Remove(UserId user, Projection projection, long version) => database.Run(
        database.Bind(Delete).Value(2 * version).Value(user.Value).Value(projection.CalendarId.Value).Value(projection.EventId.Value),
        CancellationToken.None);
}
