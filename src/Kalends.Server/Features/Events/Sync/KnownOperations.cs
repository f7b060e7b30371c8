using Kalends.Domain.Events;
using Kalends.Domain.Merging;
using Kalends.Storage;

namespace Kalends.Server.Features.Events.Sync;

/// <summary>Answers an operation that came before as it was answered then: its outcome is in the event's history.</summary>
internal sealed class KnownOperations(StorageSet storage)
{
    private const int PageSize = 100;

    public async Task<OperationResult> Answer(Event @event, Stamp operation, CancellationToken cancellation) =>
        await Find(@event, operation, cancellation) ?? (OperationResult)OperationResult.Unordered;

    /// <summary>What it was answered, or null where it never came in.</summary>
    public async Task<OperationResult.Taken?> Find(Event @event, Stamp operation, CancellationToken cancellation)
    {
        for (long? before = null; ;)
        {
            var page = await storage.Events.ReadHistory(@event.CalendarId, @event.Id, before, PageSize, cancellation);
            if (page.Items.FirstOrDefault(entry => entry.Offline?.Operation == operation) is { } made) return Answer(made);
            if (!page.HasMore) return null;
            before = page.Items[^1].Version;
        }
    }

    private static OperationResult.Taken Answer(HistoryEntry made) => new(made.After.Id, made.Offline!.Lost.Any(part => part.IsOwn) ? made.Version + 1 : made.Version)
    {
        Lost = made.Offline.Lost,
        IsMerged = made.Action == HistoryAction.Merged,
    };
}
