using Kalends.Testing.Contract;
using Kalends.Testing.InMemory;
using Microsoft.Extensions.Time.Testing;
using NodaTime;

namespace Kalends.Storage.Tests.InMemory;

/// <summary>The weakest lawful set, whose late work is done when the suite settles.</summary>
public sealed class InMemoryLab : StorageLab
{
    private readonly FakeTimeProvider clock = new();

    public override async Task<StorageSet> Open()
    {
        var set = new InMemoryStorageSet(clock, options: new InMemoryOptions { Room = Room });
        await set.Prepare(TestContext.Current.CancellationToken);
        return set;
    }

    public override Task Settle(StorageSet set) => ((InMemoryStorageSet)set).Settle();

    public override Task Pass(Duration span)
    {
        clock.Advance(span.ToTimeSpan());
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
