using System.Net;
using System.Runtime.CompilerServices;
using Kalends.Cql.Connections;
using Kalends.Cql.Diagnostics;
using Kalends.Cql.Execution;
using Kalends.Cql.Responses;
using Kalends.Cql.Topology;

namespace Kalends.Cql;

/// <summary>
/// A cluster, to ask and to tell. Make one for the life of the program and share it: it is safe for any number of threads, keeps its
/// connections, follows the cluster's changes, and drains on disposal.
/// </summary>
public sealed class CqlSession : IAsyncDisposable
{
    private readonly CqlOptions _options;
    private readonly Dialer _dialer;
    private readonly Cluster _cluster;
    private readonly Preparer _preparer;
    private readonly Runner _runner;
    private readonly Gate _gate = new();

    private CqlSession(CqlOptions options)
    {
        _options = options;
        _dialer = new Dialer(options, options.LoggerFactory.CreateLogger(Log.Category));
        _cluster = new Cluster(options, _dialer);
        _preparer = new Preparer(options, _cluster);
        _runner = new Runner(options, new Router(_cluster), _preparer);
    }

    /// <summary>The version of the native protocol in use: 3, 4 or 5.</summary>
    public int ProtocolVersion => (int)_dialer.Version;

    /// <summary>The hosts as they are seen now.</summary>
    public IReadOnlyList<Host> Hosts =>
        [.. _cluster.View.Hosts.Select(host => new Host(host.EndPoint, host.Facts.Datacenter, host.Facts.Rack, host.IsUp, host.Pool.Taken))];

    /// <summary>Connects to a cluster.</summary>
    /// <param name="options">Where it is and how to use it.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="CqlException">NoHostAvailable: with what each contact point or host said.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number of the options is out of its range.</exception>
    public static async Task<CqlSession> ConnectAsync(CqlOptions options, CancellationToken cancellation = default)
    {
        options.Check();
        var session = new CqlSession(options);
        try
        {
            await session._cluster.StartAsync(cancellation);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>Prepares a statement; the same text again costs nothing.</summary>
    /// <param name="cql">The text, with a question mark or a :name for each value.</param>
    /// <param name="cancellation">Stops waiting; the preparation goes on.</param>
    /// <exception cref="CqlException">The server refused it, or could not be asked.</exception>
    public async Task<PreparedStatement> PrepareAsync(string cql, CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(_gate.IsClosed, this);
        return await _preparer.PrepareAsync(cql, _runner).WaitAsync(cancellation);
    }

    /// <summary>Executes a statement and answers its first page. After a change of the schema all nodes know it.</summary>
    /// <param name="statement">With all its values.</param>
    /// <param name="cancellation">Gives up; a write may happen all the same.</param>
    /// <exception cref="CqlException">It failed; <see cref="CqlException.Error"/> says how.</exception>
    public Task<CqlResult> ExecuteAsync(CqlStatement statement, CancellationToken cancellation = default) =>
        RunAsync(statement, statement.Prepared, cancellation);

    /// <summary>Executes a batch.</summary>
    /// <param name="batch">With all its statements.</param>
    /// <param name="cancellation">Gives up; the writes may happen all the same.</param>
    /// <exception cref="CqlException">It failed; <see cref="CqlException.Error"/> says how.</exception>
    public Task<CqlResult> ExecuteAsync(CqlBatch batch, CancellationToken cancellation = default) =>
        RunAsync(batch, prepared: null, cancellation);

    /// <summary>All rows of a statement, page by page: the next page is fetched when the rows of one are used up.</summary>
    /// <param name="statement">With all its values.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="CqlException">It failed; <see cref="CqlException.Error"/> says how.</exception>
    public async IAsyncEnumerable<CqlRow> QueryAsync(
        CqlStatement statement, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        for (var next = statement; ;)
        {
            var page = await ExecuteAsync(next, cancellation);
            for (var i = 0; i < page.Count; i++) yield return page[i];
            if (page.PagingState.IsEmpty) yield break;
            next = statement.At(page.PagingState);
        }
    }

    /// <summary>Waits until all nodes that are up know the same schema.</summary>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>False where they did not agree within <see cref="CqlOptions.SchemaAgreementTimeout"/>.</returns>
    public Task<bool> AwaitSchemaAgreementAsync(CancellationToken cancellation = default) =>
        new SchemaAgreement(_options, _cluster).WaitAsync(coordinator: null, cancellation);

    /// <summary>Takes no more requests, waits for those under way, and closes all connections.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_gate.IsClosed) return;
        await Task.WhenAny(_gate.CloseAsync(), Task.Delay(_options.DrainTimeout, _options.Time));
        await _cluster.DisposeAsync();
    }

    private async Task<CqlResult> RunAsync(IJob job, PreparedStatement? prepared, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(!_gate.TryEnter(), this);
        using var activity = CqlTracing.Start(job.Cql);
        var started = _options.Time.GetTimestamp();
        var outcome = "error";
        CqlMetrics.UnderWay.Add(1);
        try
        {
            var (answer, knownColumns, host) = await _runner.RunAsync(job, cancellation);
            if (answer.Response is RowsResult rows) prepared?.Learn(rows.Metadata);
            var result = new CqlResult(answer, knownColumns, host.EndPoint);
            CqlTracing.Succeed(activity, host.EndPoint);
            if (result.IsSchemaChange) await new SchemaAgreement(_options, _cluster).WaitAsync(host, cancellation);
            outcome = "ok";
            return result;
        }
        catch (CqlException failed)
        {
            outcome = failed.Error.GetType().Name;
            CqlTracing.Fail(activity, outcome);
            throw;
        }
        finally
        {
            _gate.Leave();
            CqlMetrics.UnderWay.Add(-1);
            CqlMetrics.Duration.Record(
                _options.Time.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>("outcome", outcome));
        }
    }

    /// <summary>A node of the cluster as the session sees it at one moment.</summary>
    /// <param name="EndPoint">Where it takes CQL.</param>
    /// <param name="Datacenter">Its datacenter.</param>
    /// <param name="Rack">Its rack.</param>
    /// <param name="IsUp">Whether the session has a working connection to it.</param>
    /// <param name="StreamsTaken">Requests under way on its connections, and answers that are owed to callers who have left.</param>
    public sealed record Host(IPEndPoint EndPoint, string Datacenter, string Rack, bool IsUp, int StreamsTaken);
}
