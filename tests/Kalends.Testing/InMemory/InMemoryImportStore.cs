using System.Collections.Immutable;
using Kalends.Domain.Identity;
using Kalends.Storage;
using Kalends.Storage.Imports;
using NodaTime;

namespace Kalends.Testing.InMemory;

internal sealed class InMemoryImportStore(InMemoryProcess process) : IImportStore
{
    public Task Begin(Import import, CancellationToken cancellation) => process.Do(Step.Single, state =>
    {
        state.Imports[(import.UserId, import.Id)] = import;
        state.ImportItems[(import.UserId, import.Id)] = [];
    });

    public Task Advance(Import import, ImmutableArray<ImportItem> items, CancellationToken cancellation) => process.Do(Step.Single, state =>
    {
        state.Imports[(import.UserId, import.Id)] = import;
        foreach (ImportItem item in items) state.ImportItems[(import.UserId, import.Id)][item.Number] = item;
    });

    public Task<Import?> Find(UserId user, Guid id, CancellationToken cancellation) =>
        process.Do(Step.Single, state => state.Imports.GetValueOrDefault((user, id)));

    public Task<Page<ImportItem>> ReadItems(Import import, int after, int limit, CancellationToken cancellation) =>
        process.Do(Step.Single, state => state.ImportItems[(import.UserId, import.Id)].Values.Where(item => item.Number > after).ToPage(limit));

    public Task RemoveBefore(Instant before, CancellationToken cancellation) => process.Do(Step.Single, state =>
    {
        foreach (var old in state.Imports.Where(pair => pair.Value.UpdatedAt < before).Select(pair => pair.Key).ToList())
        {
            state.Imports.Remove(old);
            state.ImportItems.Remove(old);
        }
    });
}
