using Kalends.Storage;
using Kalends.Testing.InMemory;

namespace Kalends.Server.Tests.Running;

/// <summary>The sets that a test of behaviour runs on.</summary>
internal static class StorageSets
{
    public const string Embedded = "embedded";
    public const string Weakest = "weakest";

    public static TheoryData<string> All { get; } = [Embedded, Weakest];

    /// <summary>The set, or null for the one that the configuration gives.</summary>
    public static StorageSet? Open(string name) => name == Weakest ? new InMemoryStorageSet(TimeProvider.System) : null;

    public static Task<TestServer> Start(string set) => TestServer.Start(new TestSetup { Storage = Open(set) });

    /// <summary>Does what the weakest set does late.</summary>
    public static Task Settle(this TestServer server) => server.Storage is InMemoryStorageSet weakest ? weakest.Settle() : Task.CompletedTask;
}
