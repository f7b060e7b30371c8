using System.Diagnostics;
using System.Globalization;
using Kalends.Testing.Cassandra;

namespace Kalends.Cql.Bench;

/// <summary>This client, npm's cassandra-driver and Debian's python3-cassandra against one real node, step by step in turn.</summary>
internal static class Rates
{
    private static readonly string Here = AppContext.BaseDirectory;

    private static readonly (string Name, Func<string[], ProcessStartInfo> Start)[] Clients =
    [
        ("Kalends.Cql", step => new ProcessStartInfo(Environment.ProcessPath!, ["client", .. step])),
        ("npm cassandra-driver", Npm),
        ("python3-cassandra", step => new ProcessStartInfo("/usr/bin/python3", [Path.Combine(Here, "clients", "python_client.py"), .. step])),
    ];

    public static async Task RunAsync(int seconds, bool ownOnly)
    {
        await using var cluster = await CassandraCluster.StartAsync(new CassandraSettings { Nodes = 1, Optimizes = true });
        await PrepareAsync(cluster);
        Console.WriteLine("| operation | at once | client | requests/s | p50 ms | p99 ms | client CPU us/request | B/request | server cores |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var operation in new[] { "insert", "read" })
        foreach (var concurrency in new[] { 1, 32, 256 })
        foreach (var (name, start) in ownOnly ? Clients[..1] : Clients)
        {
            string[] step = [$"{cluster.Nodes[0].EndPoint.Address}", operation, $"{concurrency}", $"{seconds}"];
            Console.WriteLine(await MeasureAsync(start(step), cluster.Nodes[0], $"| {operation} | {concurrency} | {name} |"));
        }
        Console.WriteLine($"\nload average: {(await File.ReadAllTextAsync("/proc/loadavg")).Trim()}");
    }

    private static async Task PrepareAsync(CassandraCluster cluster)
    {
        await using var session = await CqlSession.ConnectAsync(new CqlOptions
        {
            ContactPoints = [$"{cluster.Nodes[0].EndPoint.Address}"],
            Consistency = Consistency.One,
        });
        await session.ExecuteAsync(new CqlStatement(
            "CREATE KEYSPACE bench WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}"));
        await session.ExecuteAsync(new CqlStatement("CREATE TABLE bench.t (k int PRIMARY KEY, v text)"));
        var insert = await session.PrepareAsync("INSERT INTO bench.t (k, v) VALUES (?, ?)");
        foreach (var keys in Enumerable.Range(0, Workload.Keys).Chunk(200))
            await Task.WhenAll(keys.Select(key => session.ExecuteAsync(insert.Bind().Value(key).Value(Workload.Text))));
    }

    private static async Task<string> MeasureAsync(ProcessStartInfo start, CassandraNode node, string prefix)
    {
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line && line != "start")
        {
        }
        var before = node.CpuTime;
        var result = await process.StandardOutput.ReadLineAsync();
        var server = node.CpuTime - before;
        await process.WaitForExitAsync();
        if (result is null) return $"{prefix} not here |||||";
        var it = result.Split(' ').Select(word => double.Parse(word, CultureInfo.InvariantCulture)).ToArray();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{prefix} {it[0] / it[1]:F0} | {it[2]:F2} | {it[3]:F2} | {it[4] / it[0] * 1e6:F1} | {(it[5] > 0 ? $"{it[5] / it[0]:F0}" : "-")} | {server.TotalSeconds / it[1]:F2} |");
    }

    /// <summary>The driver is kept in the user's cache; npm installs it there at the first run.</summary>
    private static ProcessStartInfo Npm(string[] step)
    {
        var modules = Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "kalends", "bench", "node_modules");
        if (!Directory.Exists(Path.Combine(modules, "cassandra-driver")))
        {
            using var install = Process.Start("npm", ["install", "--silent", "--prefix", Path.GetDirectoryName(modules)!, "cassandra-driver@4.10.0"]);
            install.WaitForExit();
        }
        return new ProcessStartInfo("node", [Path.Combine(Here, "clients", "npm_client.cjs"), .. step])
        {
            Environment = { ["NODE_PATH"] = modules },
        };
    }
}
