using System.Collections.Concurrent;
using System.Diagnostics;

namespace Kalends.Cql.Tests.Faults;

/// <summary>
/// Writers and readers that go on whatever happens, and remember what was acknowledged. Every row says whose it is, so an answer that
/// reached the wrong caller is seen at once.
/// </summary>
internal sealed class FaultLoad : IAsyncDisposable
{
    private readonly CqlSession _session;
    private readonly PreparedStatement _insert;
    private readonly PreparedStatement _select;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<Request> _requests = new();
    private readonly int[] _acknowledged;
    private readonly Task _working;
    private int _wrong;

    private FaultLoad(CqlSession session, PreparedStatement insert, PreparedStatement select, int workers)
    {
        _session = session;
        _insert = insert;
        _select = select;
        _acknowledged = new int[workers];
        _working = Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Run(() => WorkAsync(worker))));
    }

    /// <summary>Answers that were not of the question.</summary>
    public int Wrong => Volatile.Read(ref _wrong);

    public int Acknowledged => _acknowledged.Sum();

    /// <param name="session">What the load runs on.</param>
    /// <param name="table">Made here, so each load has its own: another's rows would hide what this one has lost.</param>
    /// <param name="workers">How many write and read at the same time.</param>
    public static async Task<FaultLoad> StartAsync(CqlSession session, string table, int workers)
    {
        await session.ExecuteAsync(new CqlStatement($"CREATE TABLE three.{table} (writer int, seq int, v text, PRIMARY KEY ((writer, seq)))"));
        return new FaultLoad(
            session,
            await session.PrepareAsync($"INSERT INTO three.{table} (writer, seq, v) VALUES (?, ?, ?)"),
            await session.PrepareAsync($"SELECT writer, seq, v FROM three.{table} WHERE writer = ? AND seq = ?"),
            workers);
    }

    /// <summary>The requests that were started since then and have ended.</summary>
    public IReadOnlyList<Request> Since(long timestamp) => [.. _requests.Where(request => request.Started >= timestamp)];

    /// <summary>Forgets what is counted so far, which a soak of hours cannot keep.</summary>
    public void Forget() => _requests.Clear();

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _working;
    }

    /// <summary>How many of the acknowledged writes cannot be read at QUORUM.</summary>
    public async Task<int> CountLostAsync()
    {
        var lost = 0;
        for (var worker = 0; worker < _acknowledged.Length; worker++)
        {
            var writer = worker;
            foreach (var part in Enumerable.Range(1, _acknowledged[worker]).Chunk(256))
                lost += (await Task.WhenAll(part.Select(seq => ReadAsync(writer, seq)))).Count(found => !found);
        }
        return lost;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task WorkAsync(int worker)
    {
        while (!_stop.IsCancellationRequested)
        {
            // The next number is written until it is acknowledged, so all up to the last one are.
            var seq = _acknowledged[worker] + 1;
            if (await TryAsync(() => WriteAsync(worker, seq))) _acknowledged[worker] = seq;
            var earlier = 1 + (((seq * 7919) >> 3) % seq);
            if (_acknowledged[worker] >= earlier) await TryAsync(() => ReadAsync(worker, earlier));
        }
    }

    private async Task<bool> TryAsync(Func<Task> act)
    {
        var started = Stopwatch.GetTimestamp();
        CqlError? error = null;
        try
        {
            await act();
        }
        catch (CqlException failed)
        {
            error = failed.Error;
            // With nobody to ask, errors come at once; a caller in earnest would wait as well.
            await Task.Delay(20);
        }
        _requests.Enqueue(new Request(started, Stopwatch.GetElapsedTime(started), error));
        return error is null;
    }

    private Task<CqlResult> WriteAsync(int worker, int seq)
    {
        var statement = _insert.Bind().Value(worker).Value(seq).Value(Text(worker, seq));
        statement.IsIdempotent = true;
        return _session.ExecuteAsync(statement);
    }

    private async Task<bool> ReadAsync(int worker, int seq)
    {
        var rows = await _session.ExecuteAsync(_select.Bind().Value(worker).Value(seq));
        if (rows.Count == 0) return false;
        var row = rows[0];
        if ((row.Get<int>(0), row.Get<int>(1), row.Get<string>(2)) != (worker, seq, Text(worker, seq))) Interlocked.Increment(ref _wrong);
        return true;
    }

    private static string Text(int worker, int seq) => $"{worker}:{seq}";

    /// <summary>A request that has ended.</summary>
    internal sealed record Request(long Started, TimeSpan Took, CqlError? Error)
    {
        public long Ended => Started + (long)(Took.TotalSeconds * Stopwatch.Frequency);
    }
}
