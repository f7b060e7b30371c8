using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Kalends.Testing.Receivers;

/// <summary>An HTTP server on loopback that keeps what it is sent and answers, or fails, by its script: webhooks, gateways, push services.</summary>
public sealed class HttpReceiver : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private Task? accepting;

    private HttpReceiver() { }

    /// <summary>Every request that came whole, in order, whatever it was answered.</summary>
    public ConcurrentQueue<ReceivedRequest> Requests { get; } = new();

    /// <summary>What to answer; 201 without more if nothing else is said.</summary>
    public Func<ReceivedRequest, HttpReaction> Script { get; set; } = _ => HttpReaction.Of(201);

    public string Address => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    public static HttpReceiver Start()
    {
        var receiver = new HttpReceiver();
        receiver.listener.Start(512);
        receiver.accepting = receiver.Accept();
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Stop();
        if (accepting is not null) await accepting;
        end.Dispose();
    }

    private async Task Accept()
    {
        var sessions = new ConcurrentBag<Task>();
        try
        {
            while (true) sessions.Add(Serve(await listener.AcceptTcpClientAsync(end.Token)));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(sessions);
        }
    }

    private async Task Serve(TcpClient client)
    {
        using (client)
        {
            try
            {
                client.NoDelay = true;
                await using var stream = new BufferedStream(client.GetStream());
                while (await Read(stream) is { } request && await Answer(stream, request)) { }
            }
            catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
            {
                return; // the client is gone
            }
        }
    }

    private async Task<bool> Answer(Stream stream, ReceivedRequest request)
    {
        Requests.Enqueue(request);
        HttpReaction reaction = Script(request);
        if (reaction.After > TimeSpan.Zero) await Task.Delay(reaction.After, end.Token);
        if (reaction.Status is not { } status) return false;
        string headers = string.Concat(reaction.Headers.Select(header => $"{header.Name}: {header.Value}\r\n"));
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status} x\r\nContent-Length: 0\r\n{headers}\r\n"), end.Token);
        await stream.FlushAsync(end.Token);
        return true;
    }

    private async Task<ReceivedRequest?> Read(Stream stream)
    {
        if (await ReadLine(stream) is not { Length: > 0 } first) return null;
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await ReadLine(stream) is { Length: > 0 } line)
            headers[line[..line.IndexOf(':', StringComparison.Ordinal)]] = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        byte[] body = new byte[int.Parse(headers.GetValueOrDefault("Content-Length", "0"), System.Globalization.CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, end.Token);
        return new ReceivedRequest(first.Split(' ')[1], headers, body) { At = TimeProvider.System.GetUtcNow() };
    }

    private async Task<string?> ReadLine(Stream stream)
    {
        var line = new StringBuilder();
        byte[] one = new byte[1];
        while (await stream.ReadAsync(one, end.Token) == 1)
        {
            if (one[0] == '\n') return line.ToString().TrimEnd('\r');
            line.Append((char)one[0]);
        }
        return null;
    }
}

/// <summary>A request as it arrived.</summary>
public sealed record ReceivedRequest(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public DateTimeOffset At { get; init; }

    public string Text => Encoding.UTF8.GetString(Body);

    public string Header(string name) => Headers.GetValueOrDefault(name, "");
}

/// <summary>An answer, or the end of the connection, at once or after a while.</summary>
/// <param name="Status">Null hangs up without an answer.</param>
public sealed record HttpReaction(int? Status)
{
    public TimeSpan After { get; init; }

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public static HttpReaction HangUp { get; } = new((int?)null);

    public static HttpReaction Of(int status, params (string Name, string Value)[] headers) => new(status) { Headers = headers };
}
