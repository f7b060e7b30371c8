using System.Net;
using System.Runtime.CompilerServices;
using Kalends.Cql.Frames;
using Kalends.Cql.Requests;
using Kalends.Cql.Responses;

namespace Kalends.Cql.Connections;

/// <summary>
/// One socket shared by many requests. Answers find their callers by stream id, in whatever order they come. The connection ends at the
/// first thing that cannot be trusted; then every caller gets <see cref="CqlError.ConnectionLost"/>.
/// </summary>
internal sealed class Connection : IAsyncDisposable, IPulseOwner
{
    private readonly Stream _stream;
    private readonly ConnectionSettings _settings;
    private readonly StreamTable _streams;
    private readonly FrameSender _sender;
    private readonly FrameReceiver _receiver;
    private readonly Pulse _pulse;
    private readonly Action<EventResponse> _onEvent;
    private readonly TaskCompletionSource<CqlError> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CqlError? _reason;

    public Connection(IPEndPoint host, Stream stream, ConnectionSettings settings, Action<EventResponse> onEvent)
    {
        Host = host;
        _stream = stream;
        _settings = settings;
        _onEvent = onEvent;
        _streams = new StreamTable(settings.Streams, settings.Time);
        _sender = new FrameSender(stream, settings);
        _receiver = new FrameReceiver(stream, Settle);
        _pulse = new Pulse(settings, _streams, this);
        _ = Task.Run(() => RunAsync(_sender.RunAsync));
        _ = Task.Run(() => RunAsync(_receiver.RunAsync));
    }

    public IPEndPoint Host { get; }

    public ProtocolVersion Version => _settings.Version;

    /// <summary>Callers waiting for an answer.</summary>
    public int Waiting => _streams.Waiting;

    /// <summary>Streams that cannot be used: taken, or retired until a late answer.</summary>
    public int Taken => _streams.Waiting + _streams.Retired;

    /// <summary>Whether the server has been silent for too long with requests under way.</summary>
    public bool IsStalled => _pulse.IsStalled;

    public bool IsEnded => Volatile.Read(ref _reason) is not null;

    /// <summary>Why the connection ended, once it has.</summary>
    public Task<CqlError> Ended => _ended.Task;

    /// <summary>Sends a request and waits for its answer, which may be an <see cref="ErrorResponse"/>.</summary>
    /// <exception cref="CqlException">TimedOut, ConnectionLost or Malformed.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Answer> SendAsync(Request request, Patience patience)
    {
        var now = _settings.Time.GetTimestamp();
        var pending = await _streams.RentAsync(patience) ?? throw NoStream(patience);
        var answer = pending.Start(
            _settings.Time.Later(now, patience.Timeout),
            patience.LeavesWhenSilent ? _settings.Time.Later(now, _settings.LeaveAfter) : long.MaxValue);
        await WriteAsync(request, pending, patience);
        return Read(await answer);
    }

    /// <summary>The handshake is over.</summary>
    public void Settle() => _pulse.Settle();

    /// <summary>From here on frames travel inside segments (v5 specification, section 2.3.1).</summary>
    public void UseSegments()
    {
        _receiver.Unwrap(new Segments(_settings.Compressed));
        _sender.Wrap(new Segments(_settings.Compressed));
    }

    /// <summary>Takes no more requests, waits for the answers under way, and closes.</summary>
    public async Task DrainAsync(TimeSpan longest)
    {
        await Task.WhenAny(_streams.CloseAsync(), _ended.Task, Task.Delay(longest, _settings.Time));
        await DisposeAsync();
    }

    public ValueTask DisposeAsync()
    {
        End(new CqlError.ConnectionLost("This client closed the connection.", Sent: true));
        return ValueTask.CompletedTask;
    }

    void IPulseOwner.SendHeartbeat()
    {
        var heartbeat = _streams.Heartbeat;
        var answer = heartbeat.Start(long.MaxValue);
        if (_sender.TrySend(OptionsRequest.Instance, heartbeat.Stream, isAlone: false)) _ = ObserveAsync(answer);
        else heartbeat.Withdraw();
    }

    void IPulseOwner.GiveUp(string reason) => End(new CqlError.ConnectionLost(reason, Sent: true));

    Exception IPulseOwner.TimedOut() => new CqlException(new CqlError.TimedOut("The server did not answer in time."), Host);

    Exception IPulseOwner.Silent() => new CqlException(new CqlError.ConnectionLost("The server is silent.", Sent: true), Host);

    private async ValueTask WriteAsync(Request request, PendingAnswer pending, Patience patience)
    {
        var sent = false;
        try
        {
            if (IsEnded) throw Lost(sent: false);
            while (!(sent = _sender.TrySend(request, pending.Stream, isAlone: _streams.Waiting == 1)))
                await _sender.RoomAgain.WaitAsync(patience.Timeout, _settings.Time, patience.Cancellation);
        }
        catch (TimeoutException late)
        {
            throw new CqlException(new CqlError.TimedOut("The server takes no more bytes."), Host, late);
        }
        finally
        {
            if (!sent) pending.Withdraw();
        }
        _pulse.CountSent();
        if (patience.Cancellation.CanBeCanceled) pending.Watch(patience.Cancellation);
        // It may have ended after the first look, too early for this caller to be told with the others.
        if (IsEnded) pending.Fail(() => Lost(sent: true));
    }

    private Answer Read(Frame frame)
    {
        try
        {
            return Answer.Read(frame);
        }
        catch (MalformedFrameException malformed)
        {
            var error = new CqlError.Malformed(malformed.Message);
            End(error);
            throw new CqlException(error, Host, malformed);
        }
    }

    /// <summary>Whatever stops one of the two loops ends the connection: a caller must never wait for a loop that is gone.</summary>
    private async Task RunAsync(Func<Task> loop)
    {
        try
        {
            await loop();
            End(new CqlError.ConnectionLost("The server closed the connection.", Sent: true));
        }
        catch (MalformedFrameException malformed)
        {
            End(new CqlError.Malformed(malformed.Message));
        }
        catch (Exception broken)
        {
            End(new CqlError.ConnectionLost(broken.Message, Sent: true));
        }
    }

    /// <summary>Who is to be told that its answer is there.</summary>
    private PendingAnswer? Settle(Frame frame)
    {
        _pulse.CountReceived();
        if (frame.Header.Stream != FrameHeader.EventStream)
        {
            var pending = _streams.Find(frame.Header.Stream);
            return pending.Answer(frame) ? pending : null;
        }
        if (Answer.Read(frame).Response is not EventResponse happened) throw new MalformedFrameException($"{frame.Header.Opcode} came unasked.");
        _onEvent(happened);
        return null;
    }

    private void End(CqlError reason)
    {
        if (Interlocked.CompareExchange(ref _reason, reason, null) is not null) return;
        _pulse.Dispose();
        _streams.FailAll(() => Lost(sent: true));
        _sender.Stop();
        _stream.Dispose();
        _ended.SetResult(reason);
    }

    private static async Task ObserveAsync(ValueTask<Frame> heartbeat)
    {
        try
        {
            await heartbeat;
        }
        catch (CqlException)
        {
            // The connection ended, which everybody else is told as well.
        }
    }

    private CqlException NoStream(Patience patience) => IsEnded || _streams.IsClosed
        ? Lost(sent: false)
        : new CqlException(new CqlError.TimedOut($"No stream became free within {patience.Timeout}."), Host);

    private CqlException Lost(bool sent) =>
        new(new CqlError.ConnectionLost(Volatile.Read(ref _reason)?.Message ?? "The connection is closing.", sent), Host);
}
