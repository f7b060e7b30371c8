namespace Kalends.Storage.Cluster;

/// <summary>The stores on one kind of server.</summary>
internal interface IStoreGroup : IAsyncDisposable
{
    /// <summary>Connects and brings the schema up to date. Repeatable, and safe when several processes do it at once.</summary>
    Task Prepare(CancellationToken cancellation);

    /// <summary>The state of each server.</summary>
    Task<IReadOnlyList<DependencyState>> Check(CancellationToken cancellation);

    /// <summary>Finishes what processes that died left half done, and sweeps what is no longer needed; background work.</summary>
    Task Mend(CancellationToken cancellation);
}
