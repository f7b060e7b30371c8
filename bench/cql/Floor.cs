using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Kalends.Cql.Bench;

/// <summary>
/// What a request costs before any client does anything: the same bytes to and fro over a bare socket, one at a time, blocking or
/// awaited. Below this nobody gets with one request at once.
/// </summary>
internal static class Floor
{
    // What an insert and its answer come to.
    private const int Asked = 160;
    private const int Answered = 13;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);

    public static async Task RunAsync(string way, int port, int seconds)
    {
        if (way == "serve")
        {
            await ServeAsync(port);
            return;
        }
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        Func<TimeSpan, Task<List<double>>> loop = way == "blocking" ? length => Task.FromResult(Block(socket, length)) : length => AwaitAsync(socket, length);
        await loop(WarmUp);
        var step = Step.Start();
        step.End(await loop(TimeSpan.FromSeconds(seconds)));
    }

    private static async Task ServeAsync(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        Console.WriteLine("ready");
        while (true)
        {
            using var client = await listener.AcceptSocketAsync();
            client.NoDelay = true;
            var (asked, answer) = (new byte[Asked], new byte[Answered]);
            while (client.Receive(asked) == Asked) client.Send(answer);
        }
    }

    private static List<double> Block(Socket socket, TimeSpan length)
    {
        var (asked, answer, times) = (new byte[Asked], new byte[Answered], new List<double>());
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < length)
        {
            var before = Stopwatch.GetTimestamp();
            socket.Send(asked);
            socket.Receive(answer);
            times.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
        }
        return times;
    }

    private static async Task<List<double>> AwaitAsync(Socket socket, TimeSpan length)
    {
        var (asked, answer, times) = (new byte[Asked], new byte[Answered], new List<double>());
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < length)
        {
            var before = Stopwatch.GetTimestamp();
            await socket.SendAsync(asked);
            await socket.ReceiveAsync(answer);
            times.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
        }
        return times;
    }
}
