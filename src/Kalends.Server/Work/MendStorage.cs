using Kalends.Storage;
using NodaTime;

namespace Kalends.Server.Work;

/// <summary>Lets the storage set finish what processes that died left half done between two of its stores.</summary>
internal sealed class MendStorage(StorageSet storage) : IChore
{
    public TimeSpan Rest => TimeSpan.FromSeconds(30);

    public Task Run(Instant now, CancellationToken stopping) => storage.Mend(stopping);
}
