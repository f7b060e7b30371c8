using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Kalends.Load.Servers;

/// <summary>A server started for the measurement, on a free port of its own, and ended with it.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process process;
    private readonly string log;

    private ServerProcess(Process process, Uri address, string log)
    {
        this.process = process;
        this.log = log;
        Address = address;
    }

    public Uri Address { get; }

    public ProcessUsage Usage => ProcessUsage.Of(process.Id);

    /// <summary>From starting the program to its first answer.</summary>
    public TimeSpan StartUp { get; private set; }

    public static async Task<ServerProcess> Start(ServerCommand command, string folder)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        string log = Path.Combine(folder, command.Name + ".log");
        string program = command.Program.EndsWith(".dll", StringComparison.Ordinal) ? $"dotnet '{command.Program}'" : $"'{command.Program}'";
        var start = new ProcessStartInfo("/bin/sh", ["-c", $"exec {program} --urls {address.Authority.Insert(0, "http://")} {command.Arguments} >'{log}' 2>&1"]);
        foreach ((string name, string value) in command.Environment)
            start.Environment[name] = value;
        long started = Stopwatch.GetTimestamp();
        Process process = Process.Start(start) ?? throw new InvalidOperationException($"{command.Name} did not start");
        var server = new ServerProcess(process, address, log);
        await server.AwaitFirstAnswer(command.Probe);
        server.StartUp = Stopwatch.GetElapsedTime(started);
        return server;
    }

    public void Dispose()
    {
        process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task AwaitFirstAnswer(string probe)
    {
        using var client = new HttpClient { BaseAddress = Address };
        for (long begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < Patience; await Task.Delay(5))
        {
            if (process.HasExited)
                break;
            try
            {
                using HttpResponseMessage answer = await client.GetAsync(probe);
                if ((int)answer.StatusCode < 500)
                    return;
            }
            catch (HttpRequestException)
            {
                continue; // not listening yet
            }
        }

        throw new InvalidOperationException($"no answer from {probe}; its log says:\n{await File.ReadAllTextAsync(log)}");
    }
}

/// <summary>How to start a server.</summary>
/// <param name="Name">For the log's name.</param>
/// <param name="Program">A .dll for <c>dotnet</c>, or an executable.</param>
/// <param name="Probe">A path that answers when the server is ready.</param>
internal sealed record ServerCommand(string Name, string Program, string Probe)
{
    public string Arguments { get; init; } = "";

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}
