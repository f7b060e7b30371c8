using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Kalends.Cql.Tests.Faults;
using Kalends.Testing.Cassandra;

namespace Kalends.Cql.Bench;

/// <summary>The long form of the fault tests: a load, and faults of every kind in random order for as long as is asked.</summary>
internal static class Soak
{
    private static readonly (string Name, Func<CassandraNode, Task> Make)[] Faults =
    [
        ("kill", async node =>
        {
            await node.KillAsync();
            await Task.Delay(TimeSpan.FromSeconds(5));
            await node.StartAsync();
        }),
        ("restart", async node =>
        {
            await node.StopAsync();
            await node.StartAsync();
        }),
        ("pause", async node =>
        {
            node.Pause();
            await Task.Delay(TimeSpan.FromSeconds(8));
            node.Resume();
        }),
        ("cut", async node =>
        {
            await using var cut = await NetworkCut.MakeAsync(node);
            await Task.Delay(TimeSpan.FromSeconds(8));
        }),
    ];

    public static async Task<int> RunAsync(TimeSpan length)
    {
        var unobserved = 0;
        TaskScheduler.UnobservedTaskException += (_, _) => Interlocked.Increment(ref unobserved);
        await using var cluster = await CassandraCluster.StartAsync(
            new CassandraSettings { SyncsWrites = true, Optimizes = true, OwnNetwork = true });
        await using var session = await CqlSession.ConnectAsync(new CqlOptions
        {
            ContactPoints = [.. cluster.Nodes.Select(node => $"{node.EndPoint.Address}")],
            Consistency = Consistency.Quorum,
            LongestReconnectPause = TimeSpan.FromSeconds(2),
        });
        await session.ExecuteAsync(new CqlStatement(
            "CREATE KEYSPACE three WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 3}"));
        await using var load = await FaultLoad.StartAsync(session, "soak", workers: 32);
        await Task.Delay(TimeSpan.FromSeconds(10));
        Console.WriteLine("| fault | requests | longest without an answer s | slowest request s | errors | heap MB |");
        Console.WriteLine("|---|---|---|---|---|---|");
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < length) await OneFaultAsync(cluster, session, load);
        await load.StopAsync();
        Console.WriteLine($"\n{load.Acknowledged} writes acknowledged; reading all of them. Load average {File.ReadAllText("/proc/loadavg").Trim()}");
        var lost = await load.CountLostAsync();
        await Task.Delay(TimeSpan.FromSeconds(1));
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var streams = session.Hosts.Sum(host => host.StreamsTaken);
        Console.WriteLine(
            $"{lost} lost, {load.Wrong} answers to the wrong caller, {streams} streams still taken, {unobserved} failures that nobody saw.");
        return (lost, load.Wrong, streams, unobserved) == default ? 0 : 1;
    }

    private static async Task OneFaultAsync(CassandraCluster cluster, CqlSession session, FaultLoad load)
    {
        var (name, make) = Faults[RandomNumberGenerator.GetInt32(Faults.Length)];
        var node = cluster.Nodes[RandomNumberGenerator.GetInt32(cluster.Nodes.Count)];
        var started = Stopwatch.GetTimestamp();
        await make(node);
        for (var i = 0; i < 600 && !session.Hosts.All(host => host.IsUp); i++) await Task.Delay(100);
        // What the other nodes kept for it has to reach it before the next one goes.
        await Task.Delay(TimeSpan.FromSeconds(15));
        var requests = load.Since(started);
        load.Forget();
        var failed = requests.Where(request => request.Error is not null).GroupBy(request => request.Error!.GetType().Name);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} {node.EndPoint.Address} | {requests.Count} | {LongestSilence(requests, started):F2} "
            + $"| {requests.Max(request => request.Took).TotalSeconds:F2} "
            + $"| {string.Join(", ", failed.Select(errors => $"{errors.Key} {errors.Count()}"))} | {GC.GetTotalMemory(forceFullCollection: true) / 1e6:F1} |"));
    }

    /// <summary>Seconds in which not one request of anybody succeeded.</summary>
    private static double LongestSilence(IEnumerable<FaultLoad.Request> requests, long started)
    {
        var (last, longest) = (started, 0L);
        foreach (var ended in requests.Where(request => request.Error is null).Select(request => request.Ended).Order())
        {
            longest = Math.Max(longest, ended - last);
            last = ended;
        }
        return (double)longest / Stopwatch.Frequency;
    }
}
