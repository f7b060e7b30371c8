using Kalends.Server.Tests.Running;
using Kalends.Testing.Cluster;

[assembly: AssemblyFixture(typeof(SharedCluster))]

namespace Kalends.Server.Tests.Running;

/// <summary>The servers of a cluster for the whole run, started by the first test that asks, ended with the run.</summary>
public sealed class SharedCluster : IAsyncDisposable
{
    private static readonly Lazy<ClusterBed> Lazy = new(() => new ClusterBed());

    /// <summary>Skips the test where the run leaves servers out.</summary>
    internal static ClusterBed Bed
    {
        get
        {
            Assert.SkipWhen(Environment.GetEnvironmentVariable("KALENDS_TEST_QUICK") == "1", "KALENDS_TEST_QUICK=1 leaves out the servers of the cluster.");
            return Lazy.Value;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Lazy.IsValueCreated) await Lazy.Value.DisposeAsync();
    }
}
