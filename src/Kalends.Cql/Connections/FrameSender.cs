using System.Buffers;
using System.IO.Pipelines;
using Kalends.Cql.Frames;
using Kalends.Cql.Requests;

namespace Kalends.Cql.Connections;

/// <summary>
/// Writes requests one after the other. Callers put their frames into a pipe; whatever gathers there until the pool gets to it, or while
/// the socket is busy, goes out in one write.
/// </summary>
internal sealed class FrameSender
{
    private const int PauseAt = 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly Stream _stream;
    private readonly FrameEncoder _encoder;
    private readonly SendScheduler _scheduler = new();
    private readonly Pipe _pipe;
    private Task _roomAgain = Task.CompletedTask;
    private bool _isStopped;
    private Segments? _segments;
    private WireWriter? _wrapped;

    public FrameSender(Stream stream, ConnectionSettings settings)
    {
        _stream = stream;
        _encoder = new FrameEncoder(settings.Version, settings.Compressed && settings.Version < ProtocolVersion.V5);
        _pipe = new Pipe(new PipeOptions(
            pauseWriterThreshold: PauseAt,
            resumeWriterThreshold: PauseAt / 2,
            minimumSegmentSize: 32 * 1024,
            readerScheduler: _scheduler,
            writerScheduler: PipeScheduler.ThreadPool,
            useSynchronizationContext: false));
    }

    /// <summary>Completed unless too many bytes wait for the socket.</summary>
    public Task RoomAgain => Volatile.Read(ref _roomAgain);

    /// <summary>From here on frames travel inside segments (v5).</summary>
    public void Wrap(Segments segments)
    {
        _wrapped = new WireWriter(1024);
        _segments = segments;
    }

    /// <summary>Puts the request on its way; false where there is no room just now.</summary>
    /// <param name="request">What.</param>
    /// <param name="streamId">Where its answer belongs.</param>
    /// <param name="isAlone">Whether no other is under way that it could share a write with: then it is written on this thread.</param>
    public bool TrySend(Request request, short streamId, bool isAlone)
    {
        SendScheduler.Work write;
        lock (_gate)
        {
            // Who comes now finds the connection ended, and says so better than an exception from here would.
            if (_isStopped) return true;
            if (!_roomAgain.IsCompleted) return false;
            _pipe.Writer.Write(Bytes(_encoder.Encode(request, streamId)));
            if (isAlone) _scheduler.KeepWork();
            var flushed = _pipe.Writer.FlushAsync(CancellationToken.None);
            write = _scheduler.TakeWork();
            if (!flushed.IsCompletedSuccessfully) Volatile.Write(ref _roomAgain, flushed.AsTask());
        }
        write.Run();
        return true;
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
                foreach (var piece in read.Buffer) await _stream.WriteAsync(piece);
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
