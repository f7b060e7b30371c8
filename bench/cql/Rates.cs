using System.Diagnostics;
using System.Globalization;
using Kalends.Testing.Cassandra;

namespace Kalends.Cql.Bench;

/// <summary>
/// This client, npm's cassandra-driver and Debian's python3-cassandra against one real node, step by step in turn. The node has one core
/// to itself and the client another, so that a rate is either the client's limit or, where the node's core is full, the node's.
/// </summary>
internal static class Rates
{
    private const string Own = "Kalends.Cql";
    private const string NodesCore = "0";
    private const string ClientsCore = "1";
    private const int EchoPort = 9977;

    private static readonly string Here = AppContext.BaseDirectory;

    private static readonly (string Name, string[] Command)[] Clients =
    [
        (Own, [Environment.ProcessPath!, "client"]),
        ($"{Own}, idle threads do not spin", ["env", "DOTNET_ThreadPool_UnfairSemaphoreSpinLimit=0", Environment.ProcessPath!, "client"]),
        ("npm cassandra-driver", ["node", Path.Combine(Here, "clients", "npm_client.cjs")]),
        ("python3-cassandra", ["/usr/bin/python3", Path.Combine(Here, "clients", "python_client.py")]),
    ];

    public static async Task RunAsync(int seconds, bool ownOnly, string[] operations)
    {
        InstallNpmDriver();
        await using var cluster = await CassandraCluster.StartAsync(new CassandraSettings { Nodes = 1, Optimizes = true });
        var node = cluster.Nodes[0];
        await PinAsync(node);
        await FillAsync(node);
        // Java compiles what is executed often: that is not to be measured.
        foreach (var operation in operations) await MeasureAsync(StepOf(Clients[0].Command, node, operation, 256, seconds), () => node.CpuTime, "");
        Console.WriteLine("| operation | at once | client | requests/s | p50 ms | p99 ms | client CPU us/request | of it in the kernel | B/request | node's core |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        await MeasureFloorAsync(seconds);
        foreach (var operation in operations)
        foreach (var concurrency in new[] { 1, 32, 256 })
        foreach (var (name, command) in Clients.Where(client => !ownOnly || client.Name.StartsWith(Own, StringComparison.Ordinal)))
        {
            var step = StepOf(command, node, operation, concurrency, seconds);
            Console.WriteLine(await MeasureAsync(step, () => node.CpuTime, $"| {operation} | {concurrency} | {name} |"));
        }
        Console.WriteLine($"\nload average: {(await File.ReadAllTextAsync("/proc/loadavg")).Trim()}");
    }

    private static string[] StepOf(string[] command, CassandraNode node, string operation, int concurrency, int seconds) =>
        [.. command, $"{node.EndPoint.Address}", operation, $"{concurrency}", $"{seconds}"];

    private static async Task PinAsync(CassandraNode node)
    {
        var start = new ProcessStartInfo("taskset", ["-a", "-p", "-c", NodesCore, $"{node.ProcessId}"]) { RedirectStandardOutput = true };
        using var taskset = Process.Start(start)!;
        await taskset.StandardOutput.ReadToEndAsync();
        await taskset.WaitForExitAsync();
    }

    /// <summary>What the machine takes for a request that is nothing but its bytes.</summary>
    private static async Task MeasureFloorAsync(int seconds)
    {
        using var echo = Process.Start(new ProcessStartInfo("taskset", ["-c", NodesCore, Environment.ProcessPath!, "floor", "serve", $"{EchoPort}", "0"])
        {
            RedirectStandardOutput = true,
        })!;
        await echo.StandardOutput.ReadLineAsync();
        foreach (var way in new[] { "blocking", "awaited" })
        {
            string[] step = [Environment.ProcessPath!, "floor", way, $"{EchoPort}", $"{seconds}"];
            Console.WriteLine(await MeasureAsync(step, () => TimeSpan.Zero, $"| echo | 1 | bare {way} socket |"));
        }
        echo.Kill();
    }

    private static async Task FillAsync(CassandraNode node)
    {
        await using var session = await CqlSession.ConnectAsync(new CqlOptions
        {
            ContactPoints = [$"{node.EndPoint.Address}"],
            Consistency = Consistency.One,
        });
        await session.ExecuteAsync(new CqlStatement(
            "CREATE KEYSPACE bench WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}"));
        await session.ExecuteAsync(new CqlStatement("CREATE TABLE bench.t (k int PRIMARY KEY, v text)"));
        var insert = await session.PrepareAsync("INSERT INTO bench.t (k, v) VALUES (?, ?)");
        foreach (var keys in Enumerable.Range(0, Workload.Keys).Chunk(200))
            await Task.WhenAll(keys.Select(key => session.ExecuteAsync(insert.Bind().Value(key).Value(Workload.Text))));
    }

    private static async Task<string> MeasureAsync(string[] command, Func<TimeSpan> nodeCpu, string prefix)
    {
        var start = new ProcessStartInfo("taskset", ["-c", ClientsCore, .. command])
        {
            RedirectStandardOutput = true,
            Environment = { ["NODE_PATH"] = Modules },
        };
        using var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line && line != "start")
        {
        }
        var before = nodeCpu();
        var result = await process.StandardOutput.ReadLineAsync();
        var node = nodeCpu() - before;
        await process.WaitForExitAsync();
        if (result is null) return $"{prefix} not here |||||||";
        var it = result.Split(' ').Select(word => double.Parse(word, CultureInfo.InvariantCulture)).ToArray();
        var (count, seconds, user, system) = (it[0], it[1], it[4], it[5]);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{prefix} {count / seconds:F0} | {it[2]:F3} | {it[3]:F2} | {(user + system) / count * 1e6:F1} | {system / count * 1e6:F1} "
            + $"| {(it[6] > 0 ? $"{it[6] / count:F0}" : "-")} | {(node > TimeSpan.Zero ? $"{node.TotalSeconds / seconds:P0}" : "-")} |");
    }

    private static string Modules => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "kalends", "bench", "node_modules");

    /// <summary>The driver is kept in the user's cache; npm installs it there at the first run.</summary>
    private static void InstallNpmDriver()
    {
        if (Directory.Exists(Path.Combine(Modules, "cassandra-driver"))) return;
        using var install = Process.Start("npm", ["install", "--silent", "--prefix", Path.GetDirectoryName(Modules)!, "cassandra-driver@4.10.0"]);
        install.WaitForExit();
    }
}
