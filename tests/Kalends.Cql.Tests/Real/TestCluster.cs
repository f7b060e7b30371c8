using System.Globalization;
using Kalends.Testing.Cassandra;

namespace Kalends.Cql.Tests.Real;

/// <summary>A real Apache Cassandra for the whole run with the test schema, started when the first test asks for it.</summary>
public abstract class TestCluster : IAsyncDisposable
{
    private readonly CassandraSettings _settings;
    private readonly Lazy<Task<CassandraCluster>> _cluster;
    private readonly Lazy<Task<CqlSession>> _session;

    private protected TestCluster(CassandraSettings settings)
    {
        _settings = settings;
        _cluster = new Lazy<Task<CassandraCluster>>(StartAsync);
        _session = new Lazy<Task<CqlSession>>(ConnectAsync);
    }

    /// <summary>The cluster; skips the test where the run leaves servers out, and fails it where the server cannot start.</summary>
    public Task<CassandraCluster> GetAsync()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("KALENDS_TEST_QUICK") == "1", "KALENDS_TEST_QUICK=1 leaves out Apache Cassandra.");
        return _cluster.Value;
    }

    /// <summary>A session that tests share, in the keyspace with as many copies as there are nodes.</summary>
    public async Task<CqlSession> SessionAsync()
    {
        await GetAsync();
        return await _session.Value;
    }

    public virtual CqlOptions OptionsFor(CassandraCluster cluster) => new()
    {
        ContactPoints = [.. cluster.Nodes.Select(node => node.EndPoint.Address.ToString())],
        Consistency = Consistency.Quorum,
        SerialConsistency = Consistency.Serial,
        LongestReconnectPause = TimeSpan.FromSeconds(1),
        // The machine may be busy with other things.
        RequestTimeout = TimeSpan.FromSeconds(30),
        ConnectTimeout = TimeSpan.FromSeconds(10),
        SchemaAgreementTimeout = TimeSpan.FromSeconds(30),
    };

    public async ValueTask DisposeAsync()
    {
        if (_session is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }) await (await _session.Value).DisposeAsync();
        if (_cluster is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }) await (await _cluster.Value).DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>The first session of a cluster that was started just now.</summary>
    private protected virtual Task<CqlSession> FirstSessionAsync(CqlOptions options) => CqlSession.ConnectAsync(options);

    private async Task<CassandraCluster> StartAsync()
    {
        var cluster = await CassandraCluster.StartAsync(_settings);
        await using var session = await FirstSessionAsync(OptionsFor(cluster));
        foreach (var statement in Schema()) await session.ExecuteAsync(new CqlStatement(statement));
        return cluster;
    }

    private async Task<CqlSession> ConnectAsync() =>
        await CqlSession.ConnectAsync(OptionsFor(await _cluster.Value) with { Keyspace = "three" });

    private string[] Schema()
    {
        using var stream = typeof(TestCluster).Assembly.GetManifestResourceStream("Kalends.Cql.Tests.Real.schema.cql")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd()
            .Replace("NODES", _settings.Nodes.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
