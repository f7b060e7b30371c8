using System.Runtime.CompilerServices;
using Kalends.Cql.Connections;
using Kalends.Cql.Diagnostics;
using Kalends.Cql.Responses;
using Kalends.Cql.Topology;
using Microsoft.Extensions.Logging;

namespace Kalends.Cql.Execution;

/// <summary>Carries out a request: host after host, until one answers, or it may not be tried again, or the time is over.</summary>
internal sealed class Runner(CqlOptions options, Router router, Preparer preparer)
{
    // Timers count milliseconds in 31 bits.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(24);

    private readonly ILogger _logger = options.LoggerFactory.CreateLogger(Log.Category);

    /// <exception cref="CqlException">No attempt succeeded.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public ValueTask<Outcome> RunAsync(IJob job, CancellationToken cancellation)
    {
        var deadline = options.Time.Later(options.Time.GetTimestamp(), job.Timeout ?? options.RequestTimeout);
        var run = new Run(job, router.Plan(job.Route), deadline);
        return options.SpeculativeDelay is { } delay && job.IsIdempotent
            ? new Speculation(this, options.Time, delay).RunAsync(run, cancellation)
            : FollowAsync(run, cancellation);
    }

    /// <summary>Follows the plan until a host answers with something else than an error that is worth another try.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Outcome> FollowAsync(Run run, CancellationToken cancellation)
    {
        var host = run.NextHost();
        while (true)
        {
            host ??= await GoRoundAgainAsync(run, cancellation) ?? throw run.Conclude();
            // A host without a connection is passed over; its pool is at work on that.
            if (host.Pool.Pick() is not { } connection)
            {
                run.Add(host.EndPoint, host.Pool.LastFailure ?? new CqlError.ConnectionLost("Not connected.", Sent: false));
                host = run.NextHost();
                continue;
            }
            var (outcome, error) = await AttemptAsync(run, host, connection, cancellation);
            if (error is null) return outcome;
            host = NextAfter(run, host, error);
        }
    }

    /// <summary>The first host of another round; null where there is none, or no time.</summary>
    private async Task<Host?> GoRoundAgainAsync(Run run, CancellationToken cancellation)
    {
        if (!run.MayGoRoundAgain) return null;
        var pause = run.NextPause();
        if (TimeLeft(run) <= pause) return null;
        Log.GoingRoundAgain(_logger, pause);
        await Task.Delay(pause, options.Time, cancellation);
        run.GoRoundAgain(router.Plan(run.Job.Route));
        return run.NextHost();
    }

    private Host? NextAfter(Run run, Host host, CqlError error)
    {
        var retry = RetryPolicy.Decide(error, run.Job.IsIdempotent, run.Answered);
        run.Add(host.EndPoint, error);
        if (retry == Retry.Never) throw new CqlException(error, host.EndPoint);
        run.WasLost |= error is CqlError.ConnectionLost or CqlError.Malformed;
        var kind = error.GetType().Name;
        CqlMetrics.Retries.Add(1, new KeyValuePair<string, object?>("error", kind));
        Log.Retrying(_logger, host.EndPoint, kind, retry);
        return retry == Retry.SameHost ? host : run.NextHost();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<(Outcome Outcome, CqlError? Error)> AttemptAsync(
        Run run, Host host, Connection connection, CancellationToken cancellation)
    {
        try
        {
            var patience = PatienceOf(run, cancellation);
            await preparer.EnsureAsync(host, connection, run.Job.Preparations);
            var request = run.Job.Build(options);
            var answer = await connection.SendAsync(request, patience);
            if (answer.Response is ErrorResponse { Error: CqlError.Unprepared })
            {
                // As it does when it restarts.
                Log.PreparingAgain(_logger, host.EndPoint);
                foreach (var prepared in run.Job.Preparations) host.Prepared.TryRemove(prepared, out _);
                await preparer.EnsureAsync(host, connection, run.Job.Preparations);
                request = run.Job.Build(options);
                answer = await connection.SendAsync(request, PatienceOf(run, cancellation));
            }
            return (new Outcome(answer, request.KnownColumns, host), (answer.Response as ErrorResponse)?.Error);
        }
        catch (CqlException failed)
        {
            return (default, failed.Error);
        }
    }

    private Patience PatienceOf(Run run, CancellationToken cancellation)
    {
        var left = TimeLeft(run);
        var timeout = left < TimeSpan.Zero ? TimeSpan.Zero : left > LongestTimer ? Timeout.InfiniteTimeSpan : left;
        return new Patience(timeout, cancellation, LeavesWhenSilent: run.Job.IsIdempotent && run.OffersAnother);
    }

    private TimeSpan TimeLeft(Run run) => options.Time.GetElapsedTime(options.Time.GetTimestamp(), run.Deadline);
}
