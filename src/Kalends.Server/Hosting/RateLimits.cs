using System.Net;
using System.Threading.RateLimiting;
using Kalends.Server.Identity;

namespace Kalends.Server.Hosting;

/// <summary>
/// How often one caller may ask: a bucket of tokens for each user, and for each address where nobody is signed in (there an IPv6 /64
/// counts as one address). Generous: it stops loops and floods, not people.
/// </summary>
internal sealed class RateLimits(ServerOptions options) : IDisposable
{
    private readonly PartitionedRateLimiter<(SignedIn? Caller, IPAddress? Address)>? limiter = options.RateLimits.Enabled ? Build(options.RateLimits) : null;

    /// <summary>How long to wait before the next call, or null if this one may pass.</summary>
    public TimeSpan? Refuse(SignedIn? caller, IPAddress? address)
    {
        if (limiter is null) return null;
        using var lease = limiter.AttemptAcquire((caller, address));
        if (lease.IsAcquired) return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1);
    }

    public void Dispose() => limiter?.Dispose();

    private static PartitionedRateLimiter<(SignedIn? Caller, IPAddress? Address)> Build(RateLimitOptions limits) =>
        PartitionedRateLimiter.Create<(SignedIn? Caller, IPAddress? Address), string>(who => who.Caller is { } caller
            ? RateLimitPartition.GetTokenBucketLimiter($"user {caller.UserId}", _ => Bucket(limits.UserBurst, limits.UserPerSecond))
            : RateLimitPartition.GetTokenBucketLimiter($"address {Network(who.Address)}", _ => Bucket(limits.AddressBurst, limits.AddressPerSecond)));

    private static TokenBucketRateLimiterOptions Bucket(int burst, int perSecond) => new()
    {
        TokenLimit = burst,
        TokensPerPeriod = perSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        AutoReplenishment = true,
        QueueLimit = 0,
    };

    private static string Network(IPAddress? address)
    {
        if (address is null) return "local";
        if (address.IsIPv4MappedToIPv6 || address.AddressFamily is System.Net.Sockets.AddressFamily.InterNetwork) return address.MapToIPv4().ToString();
        return Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8));
    }
}
