using System.Globalization;
using Kalends.Load.Loads;

namespace Kalends.Load.Plan;

/// <summary>A line of the table.</summary>
internal sealed record Row(RowName Name, Tally Tally)
{
    public const string Header =
        """
        | what | load | per s | p50 ms | p90 ms | p99 ms | p99.9 ms | max ms | KiB each | server CPU ms each | generator CPU ms each | RSS MiB | load average | host took % | failed |
        |---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
        """;

    public required TimeSpan ServerCpu { get; init; }

    public required TimeSpan GeneratorCpu { get; init; }

    public required double ResidentMiB { get; init; }

    public required string LoadAverage { get; init; }

    /// <summary>Of the cores' time meanwhile, what the host gave to others.</summary>
    public required double TakenPercent { get; init; }

    public double CpuMillisecondsEach => ServerCpu.TotalMilliseconds / Tally.Answered;

    public double Milliseconds(double percentile) => Tally.Latencies.GetValueAtPercentile(percentile) / 1000.0;

    public override string ToString()
    {
        double[] latencies = [Milliseconds(50), Milliseconds(90), Milliseconds(99), Milliseconds(99.9), Milliseconds(100)];
        string failed = string.Join(' ', Tally.Failures.Select(failure => $"{failure.Value}x{failure.Key}"));
        string unsent = Tally.Unsent > 0 ? $" ({Tally.Unsent} never sent)" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {Name.What} | {Name.Load}{unsent} | {Tally.PerSecond:F0} | {string.Join(" | ", latencies.Select(Rounded))} | {Tally.BodyBytes / 1024.0 / Tally.Answered:F1} | {CpuMillisecondsEach:F3} | {GeneratorCpu.TotalMilliseconds / Tally.Answered:F3} | {ResidentMiB:F0} | {LoadAverage} | {TakenPercent:F1} | {(failed.Length == 0 ? "0" : failed)} |");
    }

    private static string Rounded(double milliseconds) =>
        milliseconds.ToString(milliseconds < 10 ? "F2" : "F0", CultureInfo.InvariantCulture);
}

/// <summary>What was asked, and how.</summary>
internal sealed record RowName(string What, string Load);
