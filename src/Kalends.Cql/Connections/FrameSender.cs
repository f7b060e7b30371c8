using System.Buffers;
using System.IO.Pipelines;
using Kalends.Cql.Frames;
using Kalends.Cql.Requests;

namespace Kalends.Cql.Connections;

/// <summary>
/// Writes requests one after the other. Callers put their frames into a pipe; whatever gathers there while the socket is busy goes out
/// in one write.
/// </summary>
internal sealed class FrameSender(Stream stream, ConnectionSettings settings)
{
    private const int PauseAt = 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly FrameEncoder _encoder = new(
        settings.Version, settings.Compressed && settings.Version < ProtocolVersion.V5);

    private readonly Pipe _pipe = new(new PipeOptions(
        pauseWriterThreshold: PauseAt,
        resumeWriterThreshold: PauseAt / 2,
        minimumSegmentSize: 32 * 1024,
        writerScheduler: PipeScheduler.ThreadPool,
        useSynchronizationContext: false));

    private Task _roomAgain = Task.CompletedTask;
    private bool _isStopped;
    private Segments? _segments;
    private WireWriter? _wrapped;

    /// <summary>Completed unless too many bytes wait for the socket.</summary>
    public Task RoomAgain => Volatile.Read(ref _roomAgain);

    /// <summary>From here on frames travel inside segments (v5).</summary>
    public void Wrap(Segments segments)
    {
        _wrapped = new WireWriter(1024);
        _segments = segments;
    }

    /// <summary>Puts the request on its way; false where there is no room just now.</summary>
    public bool TrySend(Request request, short streamId)
    {
        lock (_gate)
        {
            // Who comes now finds the connection ended, and says so better than an exception from here would.
            if (_isStopped) return true;
            if (!_roomAgain.IsCompleted) return false;
            _pipe.Writer.Write(Bytes(_encoder.Encode(request, streamId)));
            var flushed = _pipe.Writer.FlushAsync(CancellationToken.None);
            if (!flushed.IsCompletedSuccessfully) Volatile.Write(ref _roomAgain, flushed.AsTask());
            return true;
        }
    }

    /// <summary>Runs until the connection ends.</summary>
    public async Task RunAsync()
    {
        try
        {
            while (true)
            {
                var read = await _pipe.Reader.ReadAsync();
                if (read.IsCompleted && read.Buffer.IsEmpty) return;
                foreach (var piece in read.Buffer) await stream.WriteAsync(piece);
                _pipe.Reader.AdvanceTo(read.Buffer.End);
            }
        }
        finally
        {
            // Frees who waits for room; they find the connection closed.
            await _pipe.Reader.CompleteAsync();
        }
    }

    public void Stop()
    {
        lock (_gate)
        {
            _isStopped = true;
            _pipe.Writer.Complete();
        }
    }

    private ReadOnlySpan<byte> Bytes(ReadOnlySpan<byte> frame)
    {
        if (_segments is null) return frame;
        _wrapped!.Reset(64 * 1024);
        _segments.Wrap(frame, _wrapped);
        return _wrapped.Written;
    }
}
