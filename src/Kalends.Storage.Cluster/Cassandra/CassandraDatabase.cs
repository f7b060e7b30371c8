using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Kalends.Cql;

namespace Kalends.Storage.Cluster.Cassandra;

/// <summary>The session, with every statement prepared; failures come out as <see cref="StorageException"/>.</summary>
internal sealed class CassandraDatabase(CassandraOptions options) : IAsyncDisposable
{
    private const int Attempts = 3;
    private const int PageGrowth = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private CqlSession? session;
    private FrozenDictionary<Cql, PreparedStatement> prepared = FrozenDictionary<Cql, PreparedStatement>.Empty;

    /// <summary>Called before each request with the text of its first statement; what it throws is what the request ends with.</summary>
    public Func<string, Task>? BeforeRequest { get; set; }

    /// <summary>Whether <see cref="Connect"/> was done.</summary>
    public bool IsConnected => session is not null;

    private CqlSession Session => session ?? throw new InvalidOperationException("The set is used before it was prepared.");

    /// <summary>Connects to a keyspace that exists, and prepares every statement.</summary>
    public async Task Connect(ImmutableArray<Cql> statements, CancellationToken cancellation)
    {
        if (session is not null) return;
        CqlSession opened = await CassandraSessions.Open(options, options.Keyspace, cancellation);
        try
        {
            var made = await Task.WhenAll(statements.Select(statement => opened.PrepareAsync(statement.Text, cancellation)));
            prepared = statements.Zip(made).ToFrozenDictionary(pair => pair.First, pair => pair.Second);
        }
        catch (CqlException failed)
        {
            await opened.DisposeAsync();
            throw Storage(failed);
        }
        session = opened;
    }

    public CqlStatement Bind(Cql statement) => prepared[statement].Bind();

    /// <summary>
    /// A read of rows that must be of one moment, or a write that may be done twice; tried again where the cluster was too slow.
    /// </summary>
    public async Task<CqlResult> Run(CqlStatement statement, CancellationToken cancellation)
    {
        CqlResult rows = await RunPage(statement, cancellation);
        return rows.PagingState.IsEmpty
            ? rows
            : throw new StorageException($"Cassandra: more rows than are read in one piece: {statement.Cql}");
    }

    /// <summary>The first page of rows that need not be of one moment, for <see cref="Rows"/> to go on from.</summary>
    public async Task<RowPage> Begin(CqlStatement statement, int rowsAtOnce, CancellationToken cancellation)
    {
        statement.PageSize = rowsAtOnce;
        return new RowPage(statement, await RunPage(statement, cancellation));
    }

    /// <summary>The rows of a page, and of those behind it as they are asked for: who goes on is likely to go far, so each is larger.</summary>
    public async IAsyncEnumerable<CqlRow> Rows(RowPage first, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (CqlResult page = first.Rows; ; page = await RunPage(first.Statement, cancellation))
        {
            foreach (CqlRow row in page) yield return row;
            if (page.PagingState.IsEmpty) yield break;
            first.Statement.PagingState = page.PagingState;
            first.Statement.PageSize = Math.Min(options.RowsAtOnce, PageGrowth * first.Statement.PageSize!.Value);
        }
    }

    /// <summary>All rows, however many, that need not be of one moment.</summary>
    public async Task<List<CqlRow>> ReadAll(CqlStatement statement, CancellationToken cancellation)
    {
        var rows = new List<CqlRow>();
        await foreach (CqlRow row in Rows(await Begin(statement, options.RowsAtOnce, cancellation), cancellation)) rows.Add(row);
        return rows;
    }

    /// <summary>Writes of one partition that may be done twice.</summary>
    public async Task Run(CqlBatch batch, string cql, CancellationToken cancellation)
    {
        batch.IsIdempotent = true;
        await Reach(cql);
        try
        {
            await Session.ExecuteAsync(batch, cancellation);
        }
        catch (CqlException failed)
        {
            throw Storage(failed);
        }
    }

    /// <summary>A conditional batch, once: a <see cref="CqlException"/> may mean that it was applied.</summary>
    public async Task<bool> TryApply(CqlBatch batch, CancellationToken cancellation)
    {
        await Reach("BATCH");
        return (await Session.ExecuteAsync(batch, cancellation)).Applied;
    }

    public async ValueTask DisposeAsync()
    {
        if (session is not null) await session.DisposeAsync();
    }

    public static StorageException Storage(CqlException failed) => new($"Cassandra: {failed.Message}", failed);

    private async Task<CqlResult> RunPage(CqlStatement statement, CancellationToken cancellation)
    {
        statement.IsIdempotent = true;
        for (int attempt = 1; ; attempt++)
        {
            await Reach(statement.Cql);
            try
            {
                return await Session.ExecuteAsync(statement, cancellation);
            }
            catch (CqlException failed) when (attempt < Attempts && IsWorthAnother(failed.Error))
            {
                await Task.Delay(Pause * attempt, cancellation);
            }
            catch (CqlException failed)
            {
                throw Storage(failed);
            }
        }
    }

    private static bool IsWorthAnother(CqlError error) =>
        error is CqlError.ReadTimeout or CqlError.WriteTimeout or CqlError.TimedOut or CqlError.Overloaded or CqlError.Unavailable
            or CqlError.ConnectionLost;

    private Task Reach(string cql) => BeforeRequest?.Invoke(cql) ?? Task.CompletedTask;
}

/// <summary>A page of a statement's rows.</summary>
internal sealed record RowPage(CqlStatement Statement, CqlResult Rows);
