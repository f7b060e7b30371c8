using Kalends.Storage.Leases;
using NodaTime;

namespace Kalends.Storage.Cluster.Redis.Copies;

/// <summary>
/// Forbids copies in all processes, by a lease in MySQL that each of them looks at before it relies on its copies for another second. It
/// is how whoever cannot recall by way of Redis makes sure all the same: the first change waits for a second, those within the next ten do not.
/// </summary>
internal sealed class CopyBan(ILeaseStore leases) : IDisposable
{
    public const string Name = "copies are banned";

    /// <summary>The same in every process, so that each may prolong it.</summary>
    private const string Owner = "all";
    private static readonly Duration Length = Duration.FromSeconds(10);
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim turn = new(1);
    private volatile Ban? ban;

    /// <summary>Nobody has copies now. Well before its end it is looked whether Redis is back.</summary>
    public bool IsInForce => ban is { } known && Environment.TickCount64 is var now && now >= known.Works && now < known.Ends - Margin.TotalMilliseconds;

    public async Task Enforce()
    {
        await turn.WaitAsync();
        try
        {
            while (!IsInForce)
            {
                long asked = Environment.TickCount64;
                await leases.TryTake(Name, Owner, Length, CancellationToken.None);
                long taken = Environment.TickCount64;
                bool isProlonged = ban is { } before && taken < before.Ends;
                ban = new Ban(isProlonged ? ban!.Works : taken + (long)Assurance.Lasts.TotalMilliseconds, asked + (long)Length.TotalMilliseconds);
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Max(0, ban.Works - taken)));
            }
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private sealed record Ban(long Works, long Ends);
}
