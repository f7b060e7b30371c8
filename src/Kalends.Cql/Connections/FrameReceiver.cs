using System.Buffers;
using System.IO.Pipelines;
using Kalends.Cql.Frames;

namespace Kalends.Cql.Connections;

/// <summary>Cuts what arrives into frames and hands each to whom it belongs.</summary>
/// <param name="stream">Where they come from.</param>
/// <param name="settle">Finds who waits for a frame; null where nobody does.</param>
internal sealed class FrameReceiver(Stream stream, Func<Frame, PendingAnswer?> settle)
{
    private readonly PipeReader _reader = PipeReader.Create(
        stream, new StreamPipeReaderOptions(bufferSize: 32 * 1024, minimumReadSize: 4 * 1024, leaveOpen: true));

    private readonly ArrayBufferWriter<byte> _unwrapped = new();
    private volatile Segments? _segments;
    private PendingAnswer? _last;

    /// <summary>From here on frames travel inside segments (v5).</summary>
    public void Unwrap(Segments segments) => _segments = segments;

    /// <summary>Runs until the server closes the connection.</summary>
    /// <exception cref="MalformedFrameException">What arrived is not the protocol.</exception>
    public async Task RunAsync()
    {
        try
        {
            while (true)
            {
                var read = await new Handover(_reader.ReadAsync(), TakeLast());
                var arrived = read.Buffer;
                if (_segments is { } segments) TakeSegments(segments, ref arrived);
                else TakeFrames(ref arrived);
                _reader.AdvanceTo(arrived.Start, arrived.End);
                if (read.IsCompleted) return;
            }
        }
        finally
        {
            TakeLast()?.TellLater();
        }
    }

    private void TakeFrames(ref ReadOnlySequence<byte> arrived)
    {
        while (Frame.TryTake(ref arrived, out var frame))
        {
            if (settle(frame) is not { } answered) continue;
            _last?.TellLater();
            _last = answered;
        }
    }

    private PendingAnswer? TakeLast()
    {
        var last = _last;
        _last = null;
        return last;
    }

    private void TakeSegments(Segments segments, ref ReadOnlySequence<byte> arrived)
    {
        while (segments.TryUnwrap(ref arrived, _unwrapped))
        {
        }
        var frames = new ReadOnlySequence<byte>(_unwrapped.WrittenMemory);
        TakeFrames(ref frames);
        if (frames.Length == _unwrapped.WrittenCount) return;
        var rest = frames.ToArray();
        _unwrapped.ResetWrittenCount();
        _unwrapped.Write(rest);
    }
}
