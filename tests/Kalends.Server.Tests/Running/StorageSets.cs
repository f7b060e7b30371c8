using Kalends.Testing.Cluster;
using Kalends.Testing.InMemory;

namespace Kalends.Server.Tests.Running;

/// <summary>The sets that a test of behaviour runs on.</summary>
internal static class StorageSets
{
    public const string Embedded = "embedded";
    public const string Weakest = "weakest";
    public const string OneServer = "cluster with one MySQL server";
    public const string TwoShards = "cluster with two shards";
    public const string Spider = "cluster with a Spider front";

    public static TheoryData<string> All { get; } = [Embedded, Weakest, OneServer, TwoShards, Spider];

    public static TheoryData<string> Clusters { get; } = [OneServer, TwoShards, Spider];

    /// <summary>For tests that go through hundreds of requests, or turn the clock.</summary>
    public static TheoryData<string> WithoutServers { get; } = [Embedded, Weakest];

    /// <summary>On a cluster it is the one server of the whole run, with the people of other tests beside those of this.</summary>
    public static Task<TestServer> Start(string set) => set switch
    {
        OneServer => SharedCluster.Lend(MySqlShape.OneServer),
        TwoShards => SharedCluster.Lend(MySqlShape.TwoShards),
        Spider => SharedCluster.Lend(MySqlShape.SpiderFront),
        Weakest => TestServer.Start(new TestSetup { Storage = new InMemoryStorageSet(TimeProvider.System) }),
        Embedded => TestServer.Start(), // the set that the configuration gives
        _ => throw new ArgumentOutOfRangeException(nameof(set)),
    };

    /// <summary>Does what the weakest set does late.</summary>
    public static Task Settle(this TestServer server) => server.Storage is InMemoryStorageSet weakest ? weakest.Settle() : Task.CompletedTask;
}
