using System.Net;
using Kalends.Cql.Diagnostics;

namespace Kalends.Cql.Connections;

/// <summary>The connections to one host. Each place is filled again, with growing pauses, whenever its connection ends.</summary>
internal sealed class HostPool(IPEndPoint host, Dialer dialer, CqlOptions options) : IAsyncDisposable
{
    private readonly Connection?[] _places = new Connection?[options.ConnectionsPerHost];
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _firstTry = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile TaskCompletionSource _woken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _keeping = Task.CompletedTask;
    private int _open;

    /// <summary>Done when the first attempt to connect has succeeded or failed.</summary>
    public Task FirstTry => _firstTry.Task;

    /// <summary>Why the last attempt failed.</summary>
    public CqlError? LastFailure { get; private set; }

    public bool IsUp
    {
        get
        {
            foreach (var connection in _places)
                if (connection is { IsEnded: false }) return true;
            return false;
        }
    }

    /// <summary>Whether some connection can take a request and gets answers.</summary>
    public bool IsWell
    {
        get
        {
            foreach (var connection in _places)
                if (connection is { IsEnded: false, IsStalled: false } && connection.Taken < options.RequestsPerConnection) return true;
            return false;
        }
    }

    /// <summary>Streams in use on all its connections.</summary>
    public int Taken => _places.Sum(connection => connection is { IsEnded: false } ? connection.Taken : 0);

    public void Start() => _keeping = Task.WhenAll(Enumerable.Range(0, _places.Length).Select(place => Task.Run(() => KeepAsync(place))));

    /// <summary>Tries again now, without waiting for the end of the pause.</summary>
    public void Wake() => _woken.TrySetResult();

    /// <summary>The connection with the least to do; null where none is open.</summary>
    public Connection? Pick()
    {
        Connection? best = null;
        foreach (var connection in _places)
        {
            if (connection is null || connection.IsEnded) continue;
            if (best is null || connection.Taken < best.Taken) best = connection;
        }
        return best;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_places.OfType<Connection>().Select(connection => connection.DrainAsync(options.DrainTimeout)));
        await _keeping;
        _stop.Dispose();
    }

    private async Task KeepAsync(int place)
    {
        var backoff = new Backoff(options.LongestReconnectPause);
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var connection = await dialer.OpenInKeyspaceAsync(host, _stop.Token);
                backoff.Reset();
                Volatile.Write(ref _places[place], connection);
                // The disposal may have looked through the places just before.
                if (_stop.IsCancellationRequested) await connection.DisposeAsync();
                _firstTry.TrySetResult();
                await HoldAsync(connection);
            }
            catch (OperationCanceledException)
            {
                // The pool is being disposed.
            }
            catch (Exception failed)
            {
                // Whatever it was, the place must be filled again: nobody else would.
                LastFailure = (failed as CqlException)?.Error ?? new CqlError.ConnectionLost(failed.Message, Sent: false);
                _firstTry.TrySetResult();
                await PauseAsync(backoff.Next());
            }
        }
        _firstTry.TrySetResult();
    }

    private async Task HoldAsync(Connection connection)
    {
        CqlMetrics.Connections.Add(1);
        if (Interlocked.Increment(ref _open) == 1) Log.HostUp(dialer.Logger, host);
        var reason = await connection.Ended;
        CqlMetrics.Connections.Add(-1);
        var wasLast = Interlocked.Decrement(ref _open) == 0;
        if (_stop.IsCancellationRequested) return;
        Log.ConnectionLost(dialer.Logger, host, reason.Message);
        if (wasLast) Log.HostDown(dialer.Logger, host);
    }

    private async Task PauseAsync(TimeSpan pause)
    {
        await Task.WhenAny(Task.Delay(pause, options.Time, _stop.Token), _woken.Task);
        if (_woken.Task.IsCompleted) _woken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
