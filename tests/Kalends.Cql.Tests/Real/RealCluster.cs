using Kalends.Cql.Tests.Real;
using Kalends.Testing.Cassandra;

[assembly: AssemblyFixture(typeof(RealCluster))]

namespace Kalends.Cql.Tests.Real;

/// <summary>One three-node Apache Cassandra for the whole run with the test schema, started when the first test asks for it.</summary>
public sealed class RealCluster : IAsyncDisposable
{
    private readonly Lazy<Task<CassandraCluster>> _cluster = new(StartAsync);
    private readonly Lazy<Task<CqlSession>> _session;

    public RealCluster() => _session = new Lazy<Task<CqlSession>>(ConnectAsync);

    /// <summary>Whether this run leaves the backing servers out.</summary>
    public static bool IsLeftOut => Environment.GetEnvironmentVariable("KALENDS_TEST_QUICK") == "1";

    /// <summary>The cluster; skips the test where the run leaves servers out, and fails it where the server cannot start.</summary>
    public Task<CassandraCluster> GetAsync()
    {
        Assert.SkipWhen(IsLeftOut, "KALENDS_TEST_QUICK=1 leaves out Apache Cassandra.");
        return _cluster.Value;
    }

    /// <summary>A session that tests share.</summary>
    public async Task<CqlSession> SessionAsync()
    {
        await GetAsync();
        return await _session.Value;
    }

    public static CqlOptions OptionsFor(CassandraCluster cluster) => new()
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
    }

    private static async Task<CassandraCluster> StartAsync()
    {
        var cluster = await CassandraCluster.StartAsync(new CassandraSettings { SyncsWrites = true });
        await using var session = await CqlSession.ConnectAsync(OptionsFor(cluster));
        foreach (var statement in Schema()) await session.ExecuteAsync(new CqlStatement(statement));
        return cluster;
    }

    private async Task<CqlSession> ConnectAsync() =>
        await CqlSession.ConnectAsync(OptionsFor(await _cluster.Value) with { Keyspace = "three" });

    private static string[] Schema()
    {
        using var stream = typeof(RealCluster).Assembly.GetManifestResourceStream("Kalends.Cql.Tests.Real.schema.cql")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
