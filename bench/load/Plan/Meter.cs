using Kalends.Load.Loads;
using Kalends.Load.Servers;

namespace Kalends.Load.Plan;

/// <summary>Runs a load against a server and reads what it cost the server.</summary>
internal sealed class Meter(ServerProcess server, int clients) : IDisposable
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);

    private readonly Engine engine = new(server.Address, clients);

    /// <summary>As much as the clients get, each asking again when answered.</summary>
    public Row Closed(string name, RequestSource source, TimeSpan duration)
    {
        engine.Run(Pace.Closed(), source, WarmUp);
        return Run(new RowName(name, $"closed, {clients} clients"), () => Pace.Closed(), source, duration);
    }

    /// <summary>A fixed rate, whatever the server makes of it.</summary>
    public Row Open(string name, RequestSource source, double perSecond, TimeSpan duration)
    {
        engine.Run(Pace.Open(perSecond, seed: 1), source, WarmUp);
        return Run(new RowName(name, $"open, {perSecond:F0}/s"), () => Pace.Open(perSecond, seed: 2), source, duration);
    }

    public void Dispose() => engine.Dispose();

    private Row Run(RowName name, Func<Pace> pace, RequestSource source, TimeSpan duration)
    {
        HostShare host = ProcessUsage.Host();
        ProcessUsage before = server.Usage;
        ProcessUsage ownBefore = ProcessUsage.Of(Environment.ProcessId);
        Tally tally = engine.Run(pace(), source, duration);
        ProcessUsage after = server.Usage;
        return new Row(name, tally)
        {
            ServerCpu = after.Cpu - before.Cpu,
            GeneratorCpu = ProcessUsage.Of(Environment.ProcessId).Cpu - ownBefore.Cpu,
            ResidentMiB = after.ResidentMiB,
            LoadAverage = ProcessUsage.LoadAverage(),
            TakenPercent = ProcessUsage.Host().PercentSince(host),
        };
    }
}
