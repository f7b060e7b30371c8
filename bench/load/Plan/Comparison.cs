using System.Globalization;
using Kalends.Load.Loads;
using Kalends.Load.Servers;

namespace Kalends.Load.Plan;

/// <summary>A view on the real server and on the bare one by turns, so that both meet the same weather on the machine.</summary>
internal sealed class Comparison(ServerProcess kalends, ServerProcess bare, Caller caller, Arguments arguments, TextWriter output)
{
    private const int PeakClients = 32;
    private const int OpenClients = 256;

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

        double peak = Median(kalendsPeaks);
        using (var meter = new Meter(kalends, OpenClients))
            Print(meter.Open(name, real, peak / 2, arguments.LoadTime));
        string ratio = (peak / Median(barePeaks)).ToString("P0", CultureInfo.InvariantCulture);
        output.WriteLine($"| **{name}** | **{ratio} of the bare endpoint's rate** | {peak:F0} | | | | | | | | | | | |");
    }

    private Row Print(Row row)
    {
        output.WriteLine(row);
        output.Flush();
        return row;
    }

    private static double Median(IEnumerable<Row> rows)
    {
        double[] rates = [.. rows.Select(row => row.Tally.PerSecond).Order()];
        return (rates[(rates.Length - 1) / 2] + rates[rates.Length / 2]) / 2;
    }
}
