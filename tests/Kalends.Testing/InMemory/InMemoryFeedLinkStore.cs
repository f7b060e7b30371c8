using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Identity;
using Kalends.Storage.Calendars;

namespace Kalends.Testing.InMemory;

internal sealed class InMemoryFeedLinkStore(InMemoryProcess process) : IFeedLinkStore
{
    public Task Add(FeedLink link, CancellationToken cancellation) =>
        process.Do(Step.Single, state => { state.FeedLinks.TryAdd((link.OwnerId, Hex(link.SecretHash)), link); });

    public async ValueTask<FeedLink?> Find(UserId owner, ImmutableArray<byte> secretHash, CancellationToken cancellation) =>
        await process.Do(Step.Single, state => state.FeedLinks.GetValueOrDefault((owner, Hex(secretHash))));

    public Task<ImmutableArray<FeedLink>> List(Calendar calendar, CancellationToken cancellation) =>
        process.Do(Step.Single, state => state.FeedLinks.Values.Where(link => link.CalendarId == calendar.Id)
            .OrderBy(link => link.CreatedAt).ThenBy(link => link.Id).ToImmutableArray());

    public Task<bool> Remove(Calendar calendar, Guid id, CancellationToken cancellation) =>
        process.Do(Step.Single, state =>
        {
            var found = state.FeedLinks.Where(pair => pair.Value.CalendarId == calendar.Id && pair.Value.Id == id).Select(pair => pair.Key).ToList();
            return found.Count > 0 && state.FeedLinks.Remove(found[0]);
        });

    private static string Hex(ImmutableArray<byte> hash) => Convert.ToHexString(hash.AsSpan());
}
