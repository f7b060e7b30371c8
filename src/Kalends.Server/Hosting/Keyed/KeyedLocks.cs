namespace Kalends.Server.Hosting.Keyed;

/// <summary>Lets one call at a time through for each name. Names are spread over a fixed number of gates, so nothing is ever cleaned up.</summary>
internal sealed class KeyedLocks
{
    private readonly SemaphoreSlim[] gates = [.. Enumerable.Range(0, 256).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>Waits for the turn, which lasts until the result is disposed.</summary>
    public async ValueTask<IDisposable> Wait(string name, CancellationToken cancellation)
    {
        var gate = gates[(uint)StringComparer.Ordinal.GetHashCode(name) % gates.Length];
        await gate.WaitAsync(cancellation);
        return new Turn(gate);
    }

    private sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
