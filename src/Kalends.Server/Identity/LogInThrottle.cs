using System.Collections.Concurrent;
using System.Net;
using Kalends.Domain.Identity;
using Kalends.Server.Hosting;

namespace Kalends.Server.Identity;

/// <summary>
/// Slows guessing down: after a few wrong passwords from one address for one account, that pair waits, longer each time, up to a minute.
/// It is the pair that waits, so that nobody can lock another person out; accounts that do not exist wait alike.
/// </summary>
internal sealed class LogInThrottle(TimeProvider clock, ServerOptions options, ILogger<LogInThrottle> log)
{
    private const int FreeFailures = 5;
    private const int MostPairs = 50_000;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<Pair, Failures> failures = new();

    /// <summary>How long the pair has still to wait, or null if it may try.</summary>
    public TimeSpan? Refuse(IPAddress? address, EmailAddress email)
    {
        if (!options.RateLimits.Enabled || !failures.TryGetValue(new Pair(address, email), out var found)) return null;
        var wait = found.Last + WaitAfter(found.Count) - clock.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : null;
    }

    public void NoteFailure(IPAddress? address, EmailAddress email)
    {
        if (!options.RateLimits.Enabled) return;
        if (failures.Count >= MostPairs) Forget();
        if (failures.Count >= MostPairs) return; // a flood from everywhere: the limits for each address still hold
        var now = clock.GetUtcNow();
        var noted = failures.AddOrUpdate(new Pair(address, email), _ => new Failures(1, now),
            (_, before) => new Failures(now - before.Last > Memory ? 1 : before.Count + 1, now));
        if (noted.Count >= FreeFailures) log.LogInsThrottled(WaitAfter(noted.Count).TotalSeconds);
    }

    public void NoteSuccess(IPAddress? address, EmailAddress email) => failures.TryRemove(new Pair(address, email), out _);

    private static TimeSpan WaitAfter(int count) => count < FreeFailures
        ? TimeSpan.Zero
        : TimeSpan.FromSeconds(Math.Min(LongestWait.TotalSeconds, Math.Pow(2, count - FreeFailures)));

    private void Forget()
    {
        var now = clock.GetUtcNow();
        foreach (var (pair, found) in failures)
        {
            if (now - found.Last > Memory) failures.TryRemove(pair, out _);
        }
    }

    private readonly record struct Pair(IPAddress? Address, EmailAddress Email);

    private sealed record Failures(int Count, DateTimeOffset Last);
}
