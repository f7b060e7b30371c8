namespace Kalends.Recurrence.Mutation;

/// <summary>
/// All checks as one test that ends with the first failure: the process stays warm between mutants, most of which are found within
/// milliseconds. A mutant that never ends is told by the processor time it takes, which a busy machine does not shorten.
/// </summary>
public sealed class EveryCheck
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Budget = WarmUp();

    private static Thread? runaway;

    [Fact]
    public void Holds()
    {
        // A walk that the last mutant made endless mostly ends with that mutant. If not: a new process for the next.
        if (runaway is { } last && !last.Join(5 * Glance))
            Environment.Exit(1);
        Exception? failure = null;
        var walk = new Thread(() => failure = FirstFailure()) { IsBackground = true };
        var end = Environment.CpuUsage.TotalTime + Budget;
        walk.Start();
        while (!walk.Join(Glance))
        {
            if (Environment.CpuUsage.TotalTime < end)
                continue;
            runaway = walk;
            Report(new TimeoutException());
            throw new TimeoutException("A check does not end.");
        }
        runaway = null;
        Report(failure);
        Assert.Null(failure);
    }

    // The first failures by the number of the mutant, to be read where a result surprises.
    private static void Report(Exception? failure)
    {
        if (Environment.GetEnvironmentVariable("KALENDS_MUTATION_LOG") is { } log)
            File.AppendAllText($"{log}.{Environment.ProcessId}", $"{NoMutant.Chosen}\t{failure?.Message.ReplaceLineEndings(" ")}\t{failure?.InnerException?.Message.ReplaceLineEndings(" ")}\t{Budget}\n");
    }

    private static Exception? FirstFailure()
    {
        try
        {
            foreach (var check in Check.All)
                check.Run();
            return null;
        }
        catch (Exception failure)
        {
            return failure;
        }
    }

    // What is kept for the life of the process must not be made by a mutant: the next ones would be found by what that one left.
    private static TimeSpan WarmUp()
    {
        using var _ = new NoMutant();
        // Not as a failure, which would say that the mutant was found.
        if (FirstFailure() is { } failure)
            Environment.FailFast("The checks do not hold without a mutant.", failure);
        var before = Environment.CpuUsage.TotalTime;
        FirstFailure();
        return TimeSpan.FromSeconds(1) + 3 * (Environment.CpuUsage.TotalTime - before);
    }
}
