using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Kalends.Testing.Cassandra;

namespace Kalends.Server.Tests.Running;

/// <summary>
/// The program as a process of its own, with a data directory and a port that stay its own: it can be killed without a word, paused, or ended
/// as an operator would, and be started again.
/// </summary>
/// <param name="settings">Environment variables besides the data directory.</param>
internal sealed class ServerProcess(IReadOnlyDictionary<string, string> settings) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(240);

    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("kalends-process-");
    private LifelineProcess? process;

    /// <summary>For loads: no limits of rates, no log.</summary>
    public static IReadOnlyDictionary<string, string> Quiet { get; } =
        new Dictionary<string, string> { ["Kalends__RateLimits__Enabled"] = "false", ["Logging__LogLevel__Default"] = "None" };

    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort()}");

    /// <summary>How far its clock is ahead of the machine's.</summary>
    public TimeSpan Ahead { get; init; }

    public int Id => process!.Pid;

    /// <summary>What it has printed.</summary>
    public Task<string> Output => File.ReadAllTextAsync(Console);

    private string Console => Path.Combine(data.FullName, "console.log");

    /// <summary>Waits until it says that it is ready.</summary>
    public async Task Start()
    {
        string[] program = Ahead == TimeSpan.Zero ? [Beside("kalends.dll")] : [Beside("Kalends.WrongClock.dll"), $"{Ahead.TotalSeconds}"];
        var environment = settings.Append(KeyValuePair.Create("Kalends__DataDirectory", data.FullName)).Select(pair => $"{pair.Key}={pair.Value}");
        process = await LifelineProcess.StartAsync(
            Console, "env", ["-C", data.FullName, .. environment, "dotnet", .. program, "--urls", $"http://{Address.Authority}"]);
        using var http = new HttpClient { BaseAddress = Address };
        for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < Patience && !process.HasEnded; await Task.Delay(50))
            if (await IsReady(http)) return;
        Assert.Fail($"the server did not become ready:\n{await Output}");
    }

    /// <summary>Freezes it: it keeps its connections and says nothing.</summary>
    public void Pause() => Signal.Stop(Id);

    public void Resume() => Signal.Continue(Id);

    /// <summary>As an operator ends it: what it has accepted it finishes.</summary>
    public async Task Stop()
    {
        Signal.Terminate(Id);
        await process!.WaitForEndAsync();
    }

    /// <summary>As <c>kill -9</c>.</summary>
    public async Task Kill()
    {
        if (process is not { HasEnded: false }) return;
        Signal.Kill(Id);
        await process.WaitForEndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Kill();
        process?.Dispose();
        data.Delete(recursive: true);
    }

    private static string Beside(string program) => Path.Combine(AppContext.BaseDirectory, program);

    private static async Task<bool> IsReady(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync("/health/ready");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false; // not listening yet
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
