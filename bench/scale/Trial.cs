using Kalends.Load.Loads;
using Kalends.Load.Servers;

namespace Kalends.Scale.Bench;

/// <summary>Loads several processes at once, an engine and a thread for each, and reads what it cost everybody.</summary>
internal sealed class Trial(string shape, IReadOnlyList<ServerProcess> apis, BackingServers? servers)
{
    private const int Clients = 16;

    /// <summary>As much as the clients get in the time.</summary>
    public Task<Line> Closed(string load, Func<Uri, RequestSource> source, TimeSpan time) => Run(load, source, () => Pace.Closed(), time);

    /// <summary>So many requests in all.</summary>
    public Task<Line> Once(string load, Func<Uri, RequestSource> source, int requests) =>
        Run(load, source, () => Pace.Closed(requests / apis.Count), TimeSpan.FromMinutes(5));

    private async Task<Line> Run(string load, Func<Uri, RequestSource> source, Func<Pace> pace, TimeSpan time)
    {
        Costs before = await Costs.Read(apis, servers);
        Tally[] tallies = await Task.WhenAll(apis.Select(api => Task.Factory.StartNew(() => Drive(api, source, pace(), time), TaskCreationOptions.LongRunning)));
        Costs costs = await Costs.Read(apis, servers) - before;
        string[] failed = [.. tallies.SelectMany(tally => tally.Failures).GroupBy(failure => failure.Key).Select(same => $"{same.Sum(one => one.Value)}x{same.Key}")];
        return new Line(shape, load, tallies.Sum(tally => tally.PerSecond), tallies.Max(tally => tally.Latencies.GetValueAtPercentile(99)) / 1000.0)
        {
            Calls = tallies.Sum(tally => tally.Answered),
            Costs = costs,
            Failed = failed.Length == 0 ? "0" : string.Join(' ', failed),
        };
    }

    private Tally Drive(ServerProcess api, Func<Uri, RequestSource> source, Pace pace, TimeSpan time)
    {
        using var engine = new Engine(api.Address, Clients / apis.Count);
        return engine.Run(pace, source(api.Address), time);
    }
}
