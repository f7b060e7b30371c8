using System.Globalization;

namespace Kalends.Load.Servers;

/// <summary>What a process has used so far, as Linux accounts it in /proc.</summary>
/// <param name="Cpu">User and system time of all its threads, in steps of 10 ms.</param>
/// <param name="ResidentMiB">Memory in RAM.</param>
/// <param name="PeakMiB">The most it ever had.</param>
internal sealed record ProcessUsage(TimeSpan Cpu, double ResidentMiB, double PeakMiB)
{
    private const int TicksPerSecond = 100; // USER_HZ, fixed in Linux's interface on all its platforms that .NET runs on

    public static ProcessUsage Of(int processId)
    {
        string stat = File.ReadAllText($"/proc/{processId}/stat");
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' '); // the name before it may hold spaces; fields[0] is field 3
        long ticks = long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
        string[] status = File.ReadAllLines($"/proc/{processId}/status");
        return new ProcessUsage(TimeSpan.FromSeconds((double)ticks / TicksPerSecond), MiB(status, "VmRSS:"), MiB(status, "VmHWM:"));
    }

    /// <summary>Of the whole machine over the last minute.</summary>
    public static string LoadAverage() => File.ReadAllText("/proc/loadavg").Split(' ')[0];

    /// <summary>Time of the cores that the host gave to others, and all there was, since the machine began.</summary>
    public static HostShare Host()
    {
        // "cpu user nice system idle iowait irq softirq steal ...", summed over the cores; what follows is in user and nice already.
        string[] fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        long[] ticks = [.. fields[1..9].Select(field => long.Parse(field, CultureInfo.InvariantCulture))];
        return new HostShare(ticks[^1], ticks.Sum());
    }

    private static double MiB(string[] status, string name)
    {
        string line = status.First(line => line.StartsWith(name, StringComparison.Ordinal));
        return long.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) / 1024.0;
    }
}

/// <summary>In ticks of all cores.</summary>
/// <param name="Taken">What the host gave to others while this machine wanted it ("steal").</param>
/// <param name="All">What there was.</param>
internal readonly record struct HostShare(long Taken, long All)
{
    /// <summary>How much of a core's time was taken since then.</summary>
    public double PercentSince(HostShare earlier) => All == earlier.All ? 0 : 100.0 * (Taken - earlier.Taken) / (All - earlier.All);
}
