using NodaTime;

namespace Kalends.Domain.Notifications;

/// <summary>
/// When to try again: exponential back-off with full jitter, so that those that failed together do not come back together. What no
/// attempt could make useful any more has failed.
/// </summary>
public static class RetryRule
{
    private const int MostReplayedRetries = 10;
    private static readonly Duration First = Duration.FromSeconds(10);
    private static readonly Duration Longest = Duration.FromMinutes(15);

    /// <summary>The notification as it is after an attempt in vain.</summary>
    /// <param name="tried">As it was tried.</param>
    /// <param name="failure">What the attempt met.</param>
    /// <param name="now">When that was.</param>
    public static Notification After(Notification tried, FailedAttempt failure, Instant now)
    {
        var next = WholeSecond(now + Wait(tried.RetryCount, failure));
        var isOver = tried.IsReplayed ? tried.RetryCount >= MostReplayedRetries : next >= Usefulness.EndOf(tried);
        return isOver
            ? tried with { Status = NotificationStatus.Failed, Failure = failure.Reason }
            : tried with { Status = NotificationStatus.Retrying, RetryCount = tried.RetryCount + 1, NextAttempt = next, Failure = failure.Reason };
    }

    private static Duration Wait(int retries, FailedAttempt failure)
    {
        var longest = First * Math.Pow(2, Math.Min(retries, 10));
        var jittered = (longest < Longest ? longest : Longest) * failure.Chance;
        return failure.NotBefore is { } asked && asked > jittered ? asked : jittered;
    }

    /// <summary>The next whole second, never the present one: an attempt is not tried again within itself.</summary>
    private static Instant WholeSecond(Instant at) => Instant.FromUnixTimeSeconds(at.ToUnixTimeSeconds() + 1);
}

/// <summary>An attempt in vain that another may make good.</summary>
/// <param name="Reason">In words without personal data.</param>
/// <param name="Chance">Drawn evenly from [0, 1).</param>
/// <param name="NotBefore">How long the receiver asked to be left alone, or null.</param>
public readonly record struct FailedAttempt(string Reason, double Chance, Duration? NotBefore);
