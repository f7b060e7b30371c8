using System.Diagnostics;

namespace Kalends.Storage.Bench;

/// <summary>What a stretch of work cost: on a machine with other work on it, the CPU and the allocation say more than the time.</summary>
internal readonly struct Sample
{
    private readonly long began = Stopwatch.GetTimestamp();
    private readonly TimeSpan cpu = Process.GetCurrentProcess().TotalProcessorTime;
    private readonly long allocated = GC.GetTotalAllocatedBytes();

    public Sample()
    {
    }

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(began);

    /// <summary>Per operation: wall time, CPU time of all threads, bytes.</summary>
    public string Per(long operations, string unit) => string.Create(null,
        $"{Elapsed.TotalMicroseconds / operations:F1} us, CPU {(Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMicroseconds / operations:F1} us, {(GC.GetTotalAllocatedBytes() - allocated) / operations:N0} B per {unit}");
}
