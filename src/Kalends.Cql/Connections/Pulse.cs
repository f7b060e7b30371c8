namespace Kalends.Cql.Connections;

/// <summary>
/// Watches over one connection: lets requests time out, asks a silent server for a sign of life, and gives the connection up when none
/// comes. One coarse timer serves all requests, so a request costs no timer of its own.
/// </summary>
internal sealed class Pulse : IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(25);

    private readonly ConnectionSettings _settings;
    private readonly StreamTable _streams;
    private readonly IPulseOwner _owner;
    private readonly ITimer _timer;
    private long _lastReceived;
    private long _waitingSince;
    private long _askedAt;
    private volatile bool _isSettled;
    private int _isChecking;

    public Pulse(ConnectionSettings settings, StreamTable streams, IPulseOwner owner)
    {
        _settings = settings;
        _streams = streams;
        _owner = owner;
        _lastReceived = _waitingSince = _askedAt = settings.Time.GetTimestamp();
        _timer = settings.Time.CreateTimer(static pulse => ((Pulse)pulse!).Beaten(), this, Beat, Beat);
    }

    /// <summary>Silent for too long while callers wait. Other hosts are better asked first.</summary>
    public bool IsStalled => _streams.Waiting > 0 && Silence(Volatile.Read(ref _waitingSince)) > _settings.StallAfter;

    public void CountReceived() => Volatile.Write(ref _lastReceived, _settings.Time.GetTimestamp());

    public void CountSent()
    {
        // Silence is counted from when somebody began to wait for something.
        if (_streams.Waiting == 1) Volatile.Write(ref _waitingSince, _settings.Time.GetTimestamp());
    }

    /// <summary>From here on a silent server is asked for a sign of life; a handshake has a time limit of its own.</summary>
    public void Settle() => _isSettled = true;

    public void Dispose() => _timer.Dispose();

    /// <summary>A timer does not wait for its callback: on a busy machine the next beat may come while one is still at work.</summary>
    private void Beaten()
    {
        if (Interlocked.Exchange(ref _isChecking, 1) == 1) return;
        try
        {
            Check();
        }
        finally
        {
            Volatile.Write(ref _isChecking, 0);
        }
    }

    private void Check()
    {
        var now = _settings.Time.GetTimestamp();
        if (_streams.Waiting > 0) _streams.ExpireAt(now, _owner.TimedOut);
        if (IsStalled) _streams.LeaveAt(now, _owner.Silent);
        if (_streams.Retired > 0) CheckRetired(now);
        if (_streams.Heartbeat.IsOwed) CheckHeartbeat();
        else if (_streams.Heartbeat.IsFree && _isSettled && (IsStalled || Silence(since: 0) > _settings.HeartbeatInterval)) Ask();
    }

    /// <summary>A server that never answers some requests would use up the streams, though it answers others.</summary>
    private void CheckRetired(long now)
    {
        var overdue = _streams.CountOverdueAt(_settings.Time.Later(now, -_settings.HeartbeatTimeout));
        if (overdue > _streams.Capacity / 4) _owner.GiveUp($"The server left {overdue} requests without any answer.");
    }

    private void CheckHeartbeat()
    {
        if (Silence(Volatile.Read(ref _askedAt)) > _settings.HeartbeatTimeout)
            _owner.GiveUp($"The server gave no sign of life for {_settings.HeartbeatTimeout}.");
    }

    private void Ask()
    {
        Volatile.Write(ref _askedAt, _settings.Time.GetTimestamp());
        _owner.SendHeartbeat();
    }

    private TimeSpan Silence(long since) =>
        _settings.Time.GetElapsedTime(Math.Max(since, Volatile.Read(ref _lastReceived)));
}
