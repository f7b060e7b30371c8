using System.Collections.Immutable;
using MySqlConnector;

namespace Kalends.Storage.Cluster.MySql.Shards;

/// <summary>One server with its read replicas: a bounded pool of connections to each.</summary>
internal sealed class MySqlServer : IAsyncDisposable
{
    private const int CommandSeconds = 10, ConnectSeconds = 3;

    private readonly MySqlDataSource primary;
    private readonly ImmutableArray<MySqlDataSource> replicas;
    private int turn;

    public MySqlServer(MySqlServerOptions options)
    {
        Options = options;
        primary = Reach(options.ConnectionString);
        replicas = [.. options.ReadReplicas.Select(Reach)];
    }

    public MySqlServerOptions Options { get; }

    public string Name => Options.Name;

    public bool HasReplicas => !replicas.IsEmpty;

    public ValueTask<MySqlConnection> Open(CancellationToken cancellation) => primary.OpenConnectionAsync(cancellation);

    /// <summary>To the replicas by turns.</summary>
    public ValueTask<MySqlConnection> OpenReplica(CancellationToken cancellation) =>
        replicas[(int)((uint)Interlocked.Increment(ref turn) % (uint)replicas.Length)].OpenConnectionAsync(cancellation);

    /// <summary>A connection of its own, for locks that live as long as it does; not counted with the others.</summary>
    public Task<MySqlConnection> OpenAlone(CancellationToken cancellation) => OpenAlone(Options.ConnectionString, cancellation);

    public static async Task<MySqlConnection> OpenAlone(string address, CancellationToken cancellation)
    {
        var connection = new MySqlConnection(new MySqlConnectionStringBuilder(InOrder(address)) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellation);
        return connection;
    }

    /// <summary>Closes idle connections: the address behind them may be another server now.</summary>
    public async Task Forget()
    {
        await using var connection = primary.CreateConnection();
        await MySqlConnection.ClearPoolAsync(connection);
    }

    public async ValueTask DisposeAsync()
    {
        await primary.DisposeAsync();
        foreach (MySqlDataSource replica in replicas) await replica.DisposeAsync();
    }

    private MySqlDataSource Reach(string address)
    {
        try
        {
            return new MySqlDataSourceBuilder(Complete(address)).Build();
        }
        catch (ArgumentException mistake)
        {
            throw new StorageException($"A connection string of MySQL server {Name} cannot be read: {mistake.Message}", mistake);
        }
    }

    /// <summary>
    /// Without a reset at each opening: nothing here leaves state on a connection, and transactions end before it goes back. Matched rows
    /// count, changed or not.
    /// </summary>
    private string Complete(string address) => new MySqlConnectionStringBuilder(InOrder(address))
    {
        ConnectionReset = false,
        UseAffectedRows = false,
        ApplicationName = "kalends",
        MaximumPoolSize = (uint)Options.MaxConnections,
        DefaultCommandTimeout = CommandSeconds,
    }.ConnectionString;

    private static string InOrder(string address)
    {
        var complete = new MySqlConnectionStringBuilder(address) { ConnectionTimeout = ConnectSeconds };
        if (complete.Server.Contains(',', StringComparison.Ordinal)) complete.LoadBalance = MySqlLoadBalance.FailOver;
        return complete.ConnectionString;
    }
}
