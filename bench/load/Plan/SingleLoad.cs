using System.Globalization;
using Kalends.Load.Loads;

namespace Kalends.Load.Plan;

/// <summary>One address, one load, one line: <c>get URL [clients] [seconds] [requests per second, 0 for a closed loop] [token]</c>.</summary>
internal static class SingleLoad
{
    public static void Run(IReadOnlyList<string> args, TextWriter output)
    {
        var url = new Uri(args[0]);
        int clients = args.Count > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 32;
        var duration = TimeSpan.FromSeconds(args.Count > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 10);
        double perSecond = args.Count > 3 ? double.Parse(args[3], CultureInfo.InvariantCulture) : 0;
        var caller = new Caller(new Uri(url.GetLeftPart(UriPartial.Authority)), args.Count > 4 ? args[4] : null);

        using var engine = new Engine(url, clients);
        var source = new Replay(caller, [url.PathAndQuery]);
        Pace pace = perSecond > 0 ? Pace.Open(perSecond, seed: 1) : Pace.Closed();
        Tally tally = engine.Run(pace, source, duration);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{tally.PerSecond:F0}/s, p50 {At(50)}, p99 {At(99)}, p99.9 {At(99.9)}, max {At(100)} ms, {tally.BodyBytes / 1024.0 / tally.Answered:F1} KiB each, {tally.Unsent} never sent, failures: {string.Join(' ', tally.Failures)}"));

        string At(double percentile) => (tally.Latencies.GetValueAtPercentile(percentile) / 1000.0).ToString("F2", CultureInfo.InvariantCulture);
    }
}
