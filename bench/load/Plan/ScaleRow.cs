using System.Globalization;
using Kalends.Load.Loads;
using Kalends.Load.Servers;
using NodaTime;

namespace Kalends.Load.Plan;

/// <summary>What a week view costs per occurrence that it returns, in calendars of different sizes.</summary>
/// <param name="Data">The calendar.</param>
/// <param name="Load">The load.</param>
/// <param name="OccurrencesEach">On average.</param>
internal sealed record ScaleRow(DataSet Data, Row Load, double OccurrencesEach)
{
    public const string Header =
        """
        | events | week views/s | KiB each | occurrences each | server CPU µs an occurrence | wall µs an occurrence | against the first |
        |--:|--:|--:|--:|--:|--:|--:|
        """;

    /// <summary>Server CPU in microseconds.</summary>
    public double CpuEach => Load.CpuMillisecondsEach * 1000 / OccurrencesEach;

    /// <summary>One client, so that the time is the server's own and not the queue's.</summary>
    public static async Task<ScaleRow> Measure(ServerProcess server, DataSet data, TimeSpan duration)
    {
        double bytesEach = await data.BytesPerOccurrence();
        using var meter = new Meter(server, clients: 1);
        var weeks = new Targets(data.Caller, () => data.Range(data.Window.Fresh(Duration.FromDays(7))));
        Row row = meter.Closed($"week view of {data.Events}", weeks, duration);
        return new ScaleRow(data, row, row.Tally.BodyBytes / bytesEach / row.Tally.Answered);
    }

    public override string ToString()
    {
        double wall = Load.Tally.Elapsed.TotalMicroseconds / Load.Tally.Answered / OccurrencesEach;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {Data.Events} | {Load.Tally.PerSecond:F0} | {Load.Tally.BodyBytes / 1024.0 / Load.Tally.Answered:F1} | {OccurrencesEach:F0} | {CpuEach:F2} | {wall:F2} |");
    }
}
