using Kalends.Storage;
using NodaTime;
using Xunit;

namespace Kalends.Testing.Contract;

/// <summary>What every storage set promises, as tests. A set takes part by one subclass per class of the family.</summary>
public abstract class StorageContract(StorageLab lab) : IAsyncLifetime
{
    private StorageSet? set;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected StorageSet Set => set!;

    public async ValueTask InitializeAsync() => set = await lab.Open();

    public async ValueTask DisposeAsync()
    {
        if (set is not null) await set.DisposeAsync();
        await lab.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected int Rounds(int usual) => Math.Max(3, usual / lab.Haste);

    protected Task Settle() => lab.Settle(Set);

    protected Task Pass(Duration span) => lab.Pass(span);
}
