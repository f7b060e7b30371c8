using Kalends.Cql.Tests.Real;
using Kalends.Testing.Cassandra;

[assembly: AssemblyFixture(typeof(RealCluster))]

namespace Kalends.Cql.Tests.Real;

/// <summary>One three-node Apache Cassandra for the whole run, started when the first test asks for it.</summary>
public sealed class RealCluster : IAsyncDisposable
{
    private readonly Lazy<Task<CassandraCluster>> _cluster = new(() => CassandraCluster.StartAsync(new CassandraSettings()));

    /// <summary>Whether this run leaves the backing servers out.</summary>
    public static bool IsLeftOut => Environment.GetEnvironmentVariable("KALENDS_TEST_QUICK") == "1";

    /// <summary>The cluster; skips the test where the run leaves servers out, and fails it where the server cannot start.</summary>
    public Task<CassandraCluster> GetAsync()
    {
        Assert.SkipWhen(IsLeftOut, "KALENDS_TEST_QUICK=1 leaves out Apache Cassandra.");
        return _cluster.Value;
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }) await (await _cluster.Value).DisposeAsync();
    }
}
