using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Kalends.Server.Tests.Tour;

/// <summary>The program as a user starts it: a process of its own, a free port, an empty data directory.</summary>
internal sealed class ChildServer : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(180);

    private readonly Process process;
    private readonly DirectoryInfo data;
    private readonly Task<string> output;

    private ChildServer(Process process, DirectoryInfo data, Uri address)
    {
        this.process = process;
        this.data = data;
        Address = address;
        output = process.StandardOutput.ReadToEndAsync();
    }

    public Uri Address { get; }

    /// <param name="settings">Environment variables besides the data directory.</param>
    public static async Task<ChildServer> Start(IReadOnlyDictionary<string, string>? settings = null)
    {
        DirectoryInfo data = Directory.CreateTempSubdirectory("kalends-tour-");
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "kalends.dll"), "--urls", $"http://{address.Authority}"])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = data.FullName,
        };
        start.Environment["Kalends__DataDirectory"] = data.FullName;
        foreach (var (name, value) in settings ?? new Dictionary<string, string>()) start.Environment[name] = value;
        var server = new ChildServer(Process.Start(start)!, data, address);
        await server.AwaitFirstAnswer();
        return server;
    }

    /// <summary>Ends the program, and gives what it has printed.</summary>
    public async Task<string> Stop()
    {
        process.Kill(entireProcessTree: true);
        return await output;
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        process.Dispose();
        data.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task AwaitFirstAnswer()
    {
        using var client = new HttpClient { BaseAddress = Address };
        long begun = Stopwatch.GetTimestamp();
        while (!process.HasExited && Stopwatch.GetElapsedTime(begun) < StartPatience)
        {
            try
            {
                using HttpResponseMessage answer = await client.GetAsync("/health/ready");
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // not listening yet
            }

            await Task.Delay(20);
        }

        Assert.Fail($"the server did not become ready:\n{await Stop()}");
    }
}
