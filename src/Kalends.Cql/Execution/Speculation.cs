using Kalends.Cql.Diagnostics;

namespace Kalends.Cql.Execution;

/// <summary>
/// Starts the next host of the plan whenever the ones before have been silent for a while. The first answer counts; the others' callers
/// leave, and their late answers reach nobody.
/// </summary>
internal sealed class Speculation(Runner runner, TimeProvider time, TimeSpan delay)
{
    // The first and two more: beyond that a slow cluster only gets slower.
    private const int MostAttempts = 3;

    public async ValueTask<Outcome> RunAsync(Run run, CancellationToken cancellation)
    {
        using var won = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        List<Task<Outcome>> attempts = [runner.FollowAsync(run, won.Token).AsTask()];
        try
        {
            while (true)
            {
                var finished = await FirstFinishedAsync(attempts, cancellation);
                if (finished is null)
                {
                    CqlMetrics.Speculations.Add(1);
                    attempts.Add(runner.FollowAsync(run, won.Token).AsTask());
                }
                else if (finished.IsCompletedSuccessfully || attempts.Count == 1)
                {
                    return await finished;
                }
                else
                {
                    attempts.Remove(finished);
                }
            }
        }
        finally
        {
            await won.CancelAsync();
            foreach (var attempt in attempts) _ = attempt.ContinueWith(static late => _ = late.Exception, TaskScheduler.Default);
        }
    }

    /// <summary>Null when it is time for another attempt.</summary>
    private async Task<Task<Outcome>?> FirstFinishedAsync(List<Task<Outcome>> attempts, CancellationToken cancellation)
    {
        var first = Task.WhenAny(attempts);
        if (attempts.Count >= MostAttempts) return await first;
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var pause = Task.Delay(delay, time, timer.Token);
        var isFinished = await Task.WhenAny(first, pause) == first;
        await timer.CancelAsync();
        return isFinished ? await first : null;
    }
}
