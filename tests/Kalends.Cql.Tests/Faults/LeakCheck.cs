using System.Collections.Concurrent;

namespace Kalends.Cql.Tests.Faults;

/// <summary>What must be as before when a load is over: the heap, and no failed task that nobody has looked at.</summary>
internal sealed class LeakCheck : IDisposable
{
    // A load makes tens of thousands of requests of about a kilobyte: were they kept, it would be more than this.
    private const long MostGrowth = 16L << 20;

    private readonly ConcurrentQueue<Exception> _unobserved = new();
    private readonly long _before;

    public LeakCheck()
    {
        // What earlier tests left is not counted.
        Collect();
        TaskScheduler.UnobservedTaskException += Remember;
        _before = GC.GetTotalMemory(forceFullCollection: true);
    }

    public void ExpectNothingLeft()
    {
        Collect();
        Assert.Empty(_unobserved);
        var growth = GC.GetTotalMemory(forceFullCollection: true) - _before;
        Assert.True(growth < MostGrowth, $"The heap has grown by {growth} bytes.");
    }

    public void Dispose() => TaskScheduler.UnobservedTaskException -= Remember;

    private void Remember(object? sender, UnobservedTaskExceptionEventArgs unobserved) => _unobserved.Enqueue(unobserved.Exception);

    private static void Collect()
    {
        // Twice: a finalizer may let go of something that has one as well.
        for (var i = 0; i < 2; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
