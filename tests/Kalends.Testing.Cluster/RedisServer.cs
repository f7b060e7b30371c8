using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Kalends.Testing.Cassandra;

namespace Kalends.Testing.Cluster;

/// <summary>One Redis, in memory only, which can be killed, paused and started again, empty.</summary>
public sealed partial class RedisServer
{
    private const int Port = 6379;
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(30);

    private readonly string folder;
    private LifelineProcess? process;

    internal RedisServer(string folder, IPAddress address)
    {
        this.folder = folder;
        Address = address;
    }

    public IPAddress Address { get; }

    public string Configuration => $"{Address}:{Port}";

    public bool IsRunning => process is { HasEnded: false };

    public async Task StartAsync()
    {
        if (IsRunning) return;
        Directory.CreateDirectory(folder);
        process = await LifelineProcess.StartAsync(
            Path.Combine(folder, "console.log"), "redis-server",
            ["--bind", $"{Address}", "--port", $"{Port}", "--dir", folder, "--save", "", "--appendonly", "no"]);
        using var limit = new CancellationTokenSource(LongestStart);
        while (!await TakesConnectionsAsync())
        {
            if (!IsRunning || limit.IsCancellationRequested) throw new InvalidOperationException($"Redis at {Address} did not start.");
            await Task.Delay(20);
        }
    }

    public async Task KillAsync()
    {
        if (process is not { HasEnded: false } running) return;
        Signal.Kill(running.Pid);
        await running.WaitForEndAsync();
    }

    public void Pause() => Signal.Stop(process!.Pid);

    public void Resume() => Signal.Continue(process!.Pid);

    public Task FlushAsync() => RunAsync("FLUSHALL");

    /// <summary>Runs one command as an operator would, and answers with its output.</summary>
    public async Task<string> RunAsync(params string[] command)
    {
        using var client = Process.Start(new ProcessStartInfo("redis-cli", ["-h", $"{Address}", "-p", $"{Port}", .. command]) { RedirectStandardOutput = true })!;
        var output = await client.StandardOutput.ReadToEndAsync();
        await client.WaitForExitAsync();
        return output;
    }

    /// <summary>How often each command was called since this was last asked.</summary>
    internal async Task<IReadOnlyDictionary<string, long>> CountCommandsAsync()
    {
        var statistics = await RunAsync("INFO", "commandstats");
        await RunAsync("CONFIG", "RESETSTAT");
        return CommandCount().Matches(statistics)
            .ToDictionary(match => match.Groups["name"].Value, match => long.Parse(match.Groups["calls"].Value, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"cmdstat_(?<name>[^:]+):calls=(?<calls>\d+)")]
    private static partial Regex CommandCount();

    private async Task<bool> TakesConnectionsAsync()
    {
        try
        {
            using var client = new TcpClient(AddressFamily.InterNetwork);
            await client.ConnectAsync(Address, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
