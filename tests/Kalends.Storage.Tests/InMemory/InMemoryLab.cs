using Kalends.Testing.Contract;
using Kalends.Testing.InMemory;
using Microsoft.Extensions.Time.Testing;

namespace Kalends.Storage.Tests.InMemory;

/// <summary>The weakest lawful set, whose late work is done when the suite settles.</summary>
public sealed class InMemoryLab : StorageLab
{
    public override async Task<StorageSet> Open()
    {
        var set = new InMemoryStorageSet(new FakeTimeProvider());
        await set.Prepare(TestContext.Current.CancellationToken);
        return set;
    }

    public override Task Settle(StorageSet set) => ((InMemoryStorageSet)set).Settle();

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
