using System.Globalization;
using Kalends.Load.Loads;
using Kalends.Load.Servers;

namespace Kalends.Load.Plan;

/// <summary>A view on the real server and on the bare one by turns, so that both meet the same weather on the machine.</summary>
internal sealed class Comparison(ServerProcess kalends, ServerProcess bare, Caller caller, Arguments arguments, TextWriter output)
{
    private const int PeakClients = 32;
    private const int OpenClients = 256;

    private readonly List<string> verdicts = [];

    /// <summary>A sentence for each thing compared.</summary>
    public IReadOnlyList<string> Verdicts => verdicts;

    public void Run(Recording recording)
    {
        var bareCaller = new Caller(bare.Address, caller.Token);
        View view = recording.View;
        Compare(view.Name + ", cold", new Targets(caller, view.Fresh), new Replay(bareCaller, recording.Targets));
        string[] one = [recording.Targets[0]];
        Compare(view.Name + ", hot", new Replay(caller, one), new Replay(bareCaller, one));
    }

    private void Compare(string name, RequestSource real, RequestSource replayed)
    {
        Measured peaks = ByTurns(PeakClients, (meter, isBare) => isBare
            ? meter.Closed("bare: " + name, replayed, arguments.LoadTime)
            : meter.Closed(name, real, arguments.LoadTime));
        double peak = Median(peaks.Kalends, row => row.Tally.PerSecond), barePeak = Median(peaks.Bare, row => row.Tally.PerSecond);
        // Each at half of its own peak, so that the bare one shows how late the machine alone makes an answer.
        Measured halves = ByTurns(OpenClients, (meter, isBare) => isBare
            ? meter.Open("bare: " + name, replayed, barePeak / 2, arguments.LoadTime)
            : meter.Open(name, real, peak / 2, arguments.LoadTime));
        double cpuRatio = Median(peaks.Kalends, row => row.CpuMillisecondsEach) / Median(peaks.Bare, row => row.CpuMillisecondsEach);
        verdicts.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"- {name}: {peak:F0}/s, {peak / barePeak:P0} of the bare endpoint's rate with {cpuRatio:F1} times its CPU; p99 at half of its rate {Late(halves.Kalends)}, of the bare one at half of its own {Late(halves.Bare)}."));
    }

    private Measured ByTurns(int clients, Func<Meter, bool, Row> load)
    {
        List<Row> ours = [], bares = [];
        using var meter = new Meter(kalends, clients);
        using var bareMeter = new Meter(bare, clients);
        for (int round = 0; round < arguments.Rounds; round++)
        {
            bares.Add(Print(load(bareMeter, true)));
            ours.Add(Print(load(meter, false)));
        }
        return new Measured(ours, bares);
    }

    private static string Late(IEnumerable<Row> rows) =>
        string.Create(CultureInfo.InvariantCulture, $"{Median(rows, row => row.Milliseconds(99)):F1} ms ({string.Join(", ", rows.Select(row => $"{row.Milliseconds(99):F1} with {row.TakenPercent:F1} % taken"))})");

    private Row Print(Row row)
    {
        output.WriteLine(row);
        output.Flush();
        return row;
    }

    private static double Median(IEnumerable<Row> rows, Func<Row, double> figure)
    {
        double[] figures = [.. rows.Select(figure).Order()];
        return (figures[(figures.Length - 1) / 2] + figures[figures.Length / 2]) / 2;
    }

    private sealed record Measured(IReadOnlyList<Row> Kalends, IReadOnlyList<Row> Bare);
}
