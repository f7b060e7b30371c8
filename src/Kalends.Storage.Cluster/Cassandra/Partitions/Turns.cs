using Kalends.Domain.Calendars;

namespace Kalends.Storage.Cluster.Cassandra.Partitions;

/// <summary>Lets the writers of one process into a calendar one by one, so that they do not race each other through the cluster.</summary>
internal sealed class Turns
{
    private const int Lanes = 1024;
    private readonly SemaphoreSlim[] lanes = [.. Enumerable.Range(0, Lanes).Select(_ => new SemaphoreSlim(1))];

    public async Task<IDisposable> Take(CalendarId calendar, CancellationToken cancellation)
    {
        SemaphoreSlim lane = lanes[(int)((ulong)calendar.Value % Lanes)];
        await lane.WaitAsync(cancellation);
        return new Turn(lane);
    }

    private sealed class Turn(SemaphoreSlim lane) : IDisposable
    {
        public void Dispose() => lane.Release();
    }
}
