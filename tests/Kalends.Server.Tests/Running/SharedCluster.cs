using System.Collections.Frozen;
using Kalends.Server.Tests.Running;
using Kalends.Testing.Cluster;

[assembly: AssemblyFixture(typeof(SharedCluster))]

namespace Kalends.Server.Tests.Running;

/// <summary>
/// The servers of a cluster for the whole run, and one of the program over each shape of it, started by the first test that asks, ended with the run.
/// </summary>
public sealed class SharedCluster : IAsyncDisposable
{
    private static readonly Lazy<ClusterBed> Lazy = new(() => new ClusterBed());

    private static readonly FrozenDictionary<MySqlShape, Lazy<Task<TestServer>>> Servers =
        Enum.GetValues<MySqlShape>().ToFrozenDictionary(shape => shape, shape => new Lazy<Task<TestServer>>(() => Start(shape)));

    internal static bool IsLeftOut => Environment.GetEnvironmentVariable("KALENDS_TEST_QUICK") == "1";

    /// <summary>Skips the test where the run leaves servers out.</summary>
    internal static ClusterBed Bed
    {
        get
        {
            SkipWhereLeftOut();
            return Lazy.Value;
        }
    }

    internal static void SkipWhereLeftOut() => Assert.SkipWhen(IsLeftOut, "KALENDS_TEST_QUICK=1 leaves out the servers of the cluster.");

    /// <summary>The server over this shape, for tests that bring their own people and change nothing else.</summary>
    internal static async Task<TestServer> Lend(MySqlShape shape)
    {
        SkipWhereLeftOut();
        return (await Servers[shape].Value).Lend();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in Servers.Values)
            if (server is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }) await End(await server.Value);
        if (Lazy.IsValueCreated) await Lazy.Value.DisposeAsync();
    }

    private static async Task<TestServer> Start(MySqlShape shape) => await TestServer.Start(new TestSetup { Storage = await Bed.OpenAsync(shape) });

    private static async Task End(TestServer server)
    {
        var storage = server.Storage;
        await server.DisposeAsync();
        await storage.DisposeAsync();
    }
}
