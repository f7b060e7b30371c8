using Kalends.Testing.InMemory;

namespace Kalends.Server.Tests.Running;

/// <summary>The sets that a test of behaviour runs on.</summary>
internal static class StorageSets
{
    public const string Embedded = "embedded";
    public const string Weakest = "weakest";
    public const string Cluster = "cluster";

    public static TheoryData<string> All { get; } = [Embedded, Weakest, Cluster];

    /// <summary>For tests that go through hundreds of requests, or turn the clock.</summary>
    public static TheoryData<string> WithoutServers { get; } = [Embedded, Weakest];

    public static async Task<TestServer> Start(string set) => await TestServer.Start(new TestSetup
    {
        Storage = set switch
        {
            Weakest => new InMemoryStorageSet(TimeProvider.System),
            Cluster => await SharedCluster.Bed.OpenAsync(TimeProvider.System),
            _ => null, // the one that the configuration gives
        },
    });

    /// <summary>Does what the weakest set does late.</summary>
    public static Task Settle(this TestServer server) => server.Storage is InMemoryStorageSet weakest ? weakest.Settle() : Task.CompletedTask;
}
