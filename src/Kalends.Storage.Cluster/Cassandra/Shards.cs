using Kalends.Domain.Calendars;
using Kalends.Storage.Occurrences;

namespace Kalends.Storage.Cluster.Cassandra;

/// <summary>
/// The parts into which lists over all calendars are cut, so that none is one partition. A calendar is always in the same one.
/// </summary>
/// <param name="First">The number of the first.</param>
/// <param name="Count">How many; the same for all processes, for ever.</param>
internal sealed record Shards(int First, int Count)
{
    public IEnumerable<int> All => Enumerable.Range(First, Count);

    /// <summary>Those that may have calendars of a part of all.</summary>
    public IEnumerable<int> Within(WorkShard part) => Count % part.Of == 0 ? All.Where(shard => (shard - First) % part.Of == part.Number) : All;

    public int Of(CalendarId calendar) => First + (int)((ulong)calendar.Value % (ulong)Count);
}
