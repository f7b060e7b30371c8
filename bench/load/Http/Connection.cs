using System.Net;
using System.Net.Sockets;

namespace Kalends.Load.Http;

/// <summary>A keep-alive HTTP/1.1 connection with at most one request under way.</summary>
internal sealed class Connection : IDisposable
{
    private readonly Socket socket;

    public Connection(IPEndPoint server)
    {
        socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(server);
        socket.Blocking = false;
    }

    public int Descriptor => (int)socket.Handle;

    public AnswerReader Answer { get; } = new();

    /// <summary>When the request should have been sent, as a Stopwatch timestamp.</summary>
    public long Intended { get; set; }

    /// <summary>The path and query under way, for asking for its next page; null if pages are not followed.</summary>
    public string? Target { get; set; }

    public void Send(ReadOnlySpan<byte> request)
    {
        Answer.Begin();
        if (socket.Send(request, SocketFlags.None) != request.Length)
            throw new IOException("the request did not fit into the socket's buffer");
    }

    /// <summary>Takes in what has come, and says whether the answer is whole.</summary>
    public bool Receive(Span<byte> buffer)
    {
        int count = socket.Receive(buffer, SocketFlags.None, out SocketError error);
        if (error == SocketError.WouldBlock)
            return false;
        if (error != SocketError.Success || count == 0)
            throw new IOException($"the server closed the connection ({error})");
        return Answer.Feed(buffer[..count]);
    }

    public void Dispose() => socket.Dispose();
}
