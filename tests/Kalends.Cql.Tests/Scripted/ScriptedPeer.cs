using System.Buffers;
using System.Text;
using Kalends.Cql.Frames;

namespace Kalends.Cql.Tests.Scripted;

/// <summary>The server's end of one connection.</summary>
internal sealed class ScriptedPeer(Stream stream, CancellationToken stop)
{
    private readonly Queue<byte> _unwrapped = new();
    private Segments? _segments;

    public ProtocolVersion Version { get; set; } = ProtocolVersion.V4;

    public CancellationToken Stop => stop;

    /// <summary>From here on frames travel inside segments, as in v5 after the handshake.</summary>
    public void UseSegments(bool compressed) => _segments = new Segments(compressed);

    public async Task<Asked> ReadAsync()
    {
        var header = new byte[FrameHeader.Size];
        await ReadExactlyAsync(header);
        var asked = FrameHeader.Read(header);
        var body = new byte[asked.Length];
        await ReadExactlyAsync(body);
        return new Asked(asked, body);
    }

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        var wire = new WireWriter(0);
        if (_segments is { } segments) segments.Wrap(bytes.Span, wire);
        else wire.Write(bytes.Span);
        await stream.WriteAsync(wire.WrittenMemory, stop);
    }

    public Task ReplyAsync(short streamId, Opcode opcode, params byte[] body) => SendAsync(Frame(streamId, opcode, body));

    public byte[] Frame(short streamId, Opcode opcode, params byte[] body)
    {
        var frame = new byte[FrameHeader.Size + body.Length];
        new FrameHeader(Version, FrameFlags.None, streamId, opcode, body.Length).WriteResponse(frame);
        body.CopyTo(frame, FrameHeader.Size);
        return frame;
    }

    /// <summary>Answers STARTUP with READY.</summary>
    public async Task ShakeHandsAsync()
    {
        var startup = await ReadAsync();
        Assert.Equal(Opcode.Startup, startup.Header.Opcode);
        await ReplyAsync(startup.Header.Stream, Opcode.Ready);
    }

    /// <summary>Answers with the text of the question, so that a caller can tell whether it got its own answer; and heartbeats as they want it.</summary>
    public Task EchoAsync(Asked asked) => asked.Header.Opcode == Opcode.Options
        ? ReplyAsync(asked.Header.Stream, Opcode.Supported, 0, 0)
        : ReplyAsync(asked.Header.Stream, Opcode.Result, Echo(asked.Text));

    /// <summary>A RESULT that carries a text where the keyspace of USE would be.</summary>
    public static byte[] Echo(string text)
    {
        var writer = new WireWriter(64);
        writer.WriteInt(3);
        writer.WriteString(text);
        return writer.Written.ToArray();
    }

    public static byte[] Error(int code, string message, params byte[] more)
    {
        var writer = new WireWriter(64);
        writer.WriteInt(code);
        writer.WriteString(message);
        writer.Write(more);
        return writer.Written.ToArray();
    }

    public Task WaitForStopAsync() => Task.Delay(Timeout.Infinite, stop);

    private async Task ReadExactlyAsync(Memory<byte> target)
    {
        if (_segments is not { } segments)
        {
            await stream.ReadExactlyAsync(target, stop);
            return;
        }
        while (_unwrapped.Count < target.Length) await UnwrapAsync(segments);
        for (var i = 0; i < target.Length; i++) target.Span[i] = _unwrapped.Dequeue();
    }

    private async Task UnwrapAsync(Segments segments)
    {
        var (arrived, frames) = (new List<byte>(), new ArrayBufferWriter<byte>());
        var piece = new byte[1];
        var isWhole = false;
        while (!isWhole)
        {
            await stream.ReadExactlyAsync(piece, stop);
            arrived.Add(piece[0]);
            var bytes = new ReadOnlySequence<byte>(arrived.ToArray());
            isWhole = segments.TryUnwrap(ref bytes, frames);
        }
        foreach (var each in frames.WrittenSpan) _unwrapped.Enqueue(each);
    }

    /// <summary>A request as it came.</summary>
    internal sealed record Asked(FrameHeader Header, byte[] Body)
    {
        /// <summary>The [long string] that a QUERY or PREPARE starts with.</summary>
        public string Text
        {
            get
            {
                var reader = new WireReader(Body);
                return Encoding.UTF8.GetString(reader.Take(reader.ReadInt()));
            }
        }
    }
}
