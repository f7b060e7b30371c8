using System.Net;
using System.Net.Sockets;

namespace Kalends.Cql.Tests.Scripted;

/// <summary>A server on loopback that does what a test tells it, byte by byte: what no real server does when asked.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<ScriptedPeer, Task> _script;
    private readonly List<Task> _sessions = [];
    private readonly Task _accepting;

    public ScriptedServer(Func<ScriptedPeer, Task> script, IPEndPoint? endPoint = null)
    {
        _listener = new TcpListener(endPoint ?? new IPEndPoint(IPAddress.Loopback, 0));
        _script = script;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting; // before the listener stops: the loop may be between two connections, and then asks it once more
        _listener.Stop();
        await Task.WhenAll(_sessions);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _sessions.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await _script(new ScriptedPeer(client.GetStream(), _stop.Token));
            }
            catch (Exception over) when (over is IOException or OperationCanceledException)
            {
                // The client hung up, or the test is over.
            }
        }
    }
}
