namespace Kalends.Recurrence.Mutation;

/// <summary>
/// One go through checks, on a thread of its own, up to the first failure. A check that never ends is told by the processor time it
/// takes, which a busy machine does not shorten.
/// </summary>
internal sealed class Walk
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(5);

    private readonly Func<Check[]> checks;
    private readonly Thread thread;
    private Step step = new(-1, Environment.CpuUsage.TotalTime);

    private Walk(Func<Check[]> checks)
    {
        this.checks = checks;
        thread = new Thread(Go) { IsBackground = true };
        thread.Start();
    }

    /// <summary>What was thrown, or null.</summary>
    internal Exception? Failure { get; private set; }

    /// <summary>The check that failed or does not end; null where all hold.</summary>
    internal Check? Failed { get; private set; }

    /// <summary>The processor time that each check took.</summary>
    internal List<TimeSpan> Times { get; } = [];

    /// <summary>Waits for the end; false where a check takes more than its limit. Then it still goes on.</summary>
    internal static bool Through(Func<Check[]> checks, Func<int, TimeSpan> limit, out Walk walk)
    {
        walk = new Walk(checks);
        while (!walk.thread.Join(Glance))
        {
            var step = Volatile.Read(ref walk.step);
            if (Environment.CpuUsage.TotalTime - step.Begin > limit(step.Index))
                return false;
        }
        return true;
    }

    internal bool EndsWithin(TimeSpan limit)
    {
        var end = Environment.CpuUsage.TotalTime + limit;
        while (!thread.Join(Glance))
        {
            if (Environment.CpuUsage.TotalTime > end)
                return false;
        }
        return true;
    }

    private void Go()
    {
        try
        {
            foreach (var check in checks())
            {
                Failed = check;
                var begin = Environment.CpuUsage.TotalTime;
                Volatile.Write(ref step, new Step(Times.Count, begin));
                check.Run();
                Times.Add(Environment.CpuUsage.TotalTime - begin);
            }
            Failed = null;
        }
        catch (Exception failure)
        {
            Failure = failure;
        }
    }

    // The index of the check (-1 before the first), and the processor time at its begin.
    private sealed record Step(int Index, TimeSpan Begin);
}
