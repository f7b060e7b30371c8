using System.Diagnostics;

namespace Kalends.Delivery.Bench;

/// <summary>Processor time and memory of this process since a moment.</summary>
internal sealed class Usage
{
    private readonly Stopwatch time = Stopwatch.StartNew();
    private readonly TimeSpan begun = Process.GetCurrentProcess().TotalProcessorTime;

    public double Seconds => time.Elapsed.TotalSeconds;

    public double CpuPercent => 100 * (Process.GetCurrentProcess().TotalProcessorTime - begun).TotalSeconds / Seconds;

    /// <summary>Of the whole machine over the last minute.</summary>
    public static string LoadAverage => File.ReadAllText("/proc/loadavg").Split(' ')[0];

    public static string Memory
    {
        get
        {
            using var self = Process.GetCurrentProcess();
            return $"{self.WorkingSet64 >> 20} MiB resident, {GC.GetTotalMemory(forceFullCollection: true) >> 20} MiB heap";
        }
    }
}
