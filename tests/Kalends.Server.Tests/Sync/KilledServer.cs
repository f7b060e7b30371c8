using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Kalends.Server.Tests.Sync;

/// <summary>The program as a process of its own, killed without a word and started again on the same data and address.</summary>
/// <param name="settings">Environment variables besides the data directory.</param>
internal sealed class KilledServer(IReadOnlyDictionary<string, string> settings) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("kalends-fleet-");
    private Process? process;

    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort()}");

    public async Task Start()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "kalends.dll"), "--urls", $"http://{Address.Authority}"]) { WorkingDirectory = data.FullName };
        start.Environment["Kalends__DataDirectory"] = data.FullName;
        start.Environment["Kalends__RateLimits__Enabled"] = "false";
        start.Environment["Logging__LogLevel__Default"] = "None";
        foreach (var (name, value) in settings) start.Environment[name] = value;
        process = Process.Start(start)!;
        using var http = new HttpClient { BaseAddress = Address };
        for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < Patience; await Task.Delay(50))
        {
            if (process.HasExited) break;
            if (await IsReady(http)) return;
        }
        Assert.Fail("the server did not become ready");
    }

    /// <summary>As <c>kill -9</c>.</summary>
    public async Task Kill()
    {
        if (process is null) return;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await Kill();
        data.Delete(recursive: true);
    }

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
