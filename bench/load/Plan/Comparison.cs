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
        List<Row> kalendsPeaks = [], barePeaks = [];
        using (var meter = new Meter(kalends, PeakClients))
        using (var bareMeter = new Meter(bare, PeakClients))
        {
            for (int round = 0; round < arguments.Rounds; round++)
            {
                barePeaks.Add(Print(bareMeter.Closed("bare: " + name, replayed, arguments.LoadTime)));
                kalendsPeaks.Add(Print(meter.Closed(name, real, arguments.LoadTime)));
            }
        }

        double peak = Median(kalendsPeaks, row => row.Tally.PerSecond);
        using var open = new Meter(kalends, OpenClients);
        Row half = Print(open.Open(name, real, peak / 2, arguments.LoadTime));
        double rateShare = peak / Median(barePeaks, row => row.Tally.PerSecond);
        double cpuRatio = Median(kalendsPeaks, row => row.CpuMillisecondsEach) / Median(barePeaks, row => row.CpuMillisecondsEach);
        verdicts.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"- {name}: {peak:F0}/s, {rateShare:P0} of the bare endpoint's rate with {cpuRatio:F1} times its CPU; p99 {half.Milliseconds(99):F1} ms at half of that rate."));
    }

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
}
