using System.Diagnostics;
using System.Globalization;

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

    private TimeSpan Cpu => Process.GetCurrentProcess().TotalProcessorTime - cpu;

    private long Allocated => GC.GetTotalAllocatedBytes() - allocated;

    /// <summary>Per operation: wall time, CPU time of all threads, bytes.</summary>
    public string Per(long operations, string unit) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Elapsed.TotalMicroseconds / operations:F1} us, CPU {Cpu.TotalMicroseconds / operations:F1} us, {Allocated / operations:N0} B per {unit}");
}
