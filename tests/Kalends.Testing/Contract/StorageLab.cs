using Kalends.Storage;
using Kalends.Storage.Events;
using NodaTime;

namespace Kalends.Testing.Contract;

/// <summary>Where a contract suite gets the storage set that it examines.</summary>
public abstract class StorageLab : IAsyncDisposable
{
    /// <summary>How much the set lets a calendar hold.</summary>
    public CalendarRoom Room { get; set; } = new();

    /// <summary>A prepared set over data of its own.</summary>
    public abstract Task<StorageSet> Open();

    /// <summary>Waits for what the set may do late: projections of commits, links of shares.</summary>
    public virtual Task Settle(StorageSet set) => Task.CompletedTask;

    /// <summary>Lets time pass on the clock that the set goes by.</summary>
    public virtual Task Pass(Duration span) => Task.Delay(span.ToTimeSpan());

    /// <summary>How many times fewer rounds properties are to have, where a set's servers take their time.</summary>
    public virtual int Haste => 1;

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
