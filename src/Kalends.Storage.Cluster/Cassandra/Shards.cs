using Kalends.Domain.Calendars;

namespace Kalends.Storage.Cluster.Cassandra;

/// <summary>
/// The parts into which lists over all calendars are cut, so that none is one partition. A calendar is always in the same one.
/// </summary>
/// <param name="First">The number of the first.</param>
/// <param name="Count">How many; the same for all processes, for ever.</param>
internal sealed record Shards(int First, int Count)
{
    public IEnumerable<int> All => Enumerable.Range(First, Count);

    public int Of(CalendarId calendar) => First + (int)((ulong)calendar.Value % (ulong)Count);
}
