using System.Diagnostics;
using System.Globalization;

namespace Kalends.Delivery.Bench;

/// <summary>A notifier as a process of its own.</summary>
internal sealed class NotifierProcess : IDisposable
{
    private const string Own = "RssAnon:";

    private static readonly string Program = Environment.ProcessPath!;

    /// <summary>What the program is to run, where it is not this one by itself.</summary>
    private static readonly string[] Assembly = Path.GetFileName(Program) == "dotnet" ? [Environment.GetCommandLineArgs()[0]] : [];

    private readonly Process process;

    /// <param name="off">How much its clock is ahead.</param>
    /// <param name="arguments">Where its data lies.</param>
    public NotifierProcess(TimeSpan off, IEnumerable<string> arguments) =>
        process = Process.Start(new ProcessStartInfo(
            Program, [.. Assembly, "serve", off.TotalSeconds.ToString(CultureInfo.InvariantCulture), .. arguments]))!;

    public double CpuSeconds
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime.TotalSeconds;
        }
    }

    /// <summary>Its own memory in RAM; pages of the data file that it maps are the kernel's.</summary>
    public long OwnMiB
    {
        get
        {
            string line = File.ReadLines($"/proc/{process.Id}/status").First(line => line.StartsWith(Own, StringComparison.Ordinal));
            return long.Parse(line[Own.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) >> 10;
        }
    }

    /// <summary>With signal 9.</summary>
    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
