using System.Diagnostics;

namespace Kalends.Cql.Bench;

/// <summary>What one step of the measurement prints; the clients in clients/ print the same.</summary>
internal sealed class Step
{
    private readonly Environment.ProcessCpuUsage _cpu = Environment.CpuUsage;
    private readonly long _allocated = GC.GetTotalAllocatedBytes(precise: true);
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    /// <summary>Tells the other process that the warming up is over.</summary>
    public static Step Start()
    {
        Console.WriteLine("start");
        return new Step();
    }

    public void End(List<double> times)
    {
        var elapsed = _clock.Elapsed;
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - _allocated;
        var cpu = Environment.CpuUsage;
        var (user, system) = (cpu.UserTime - _cpu.UserTime, cpu.PrivilegedTime - _cpu.PrivilegedTime);
        times.Sort();
        Console.WriteLine(FormattableString.Invariant(
            $"{times.Count} {elapsed.TotalSeconds} {times[times.Count / 2]} {times[times.Count * 99 / 100]} {user.TotalSeconds} {system.TotalSeconds} {allocated}"));
    }
}
