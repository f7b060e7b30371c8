using Kalends.Domain.Identity;
using Kalends.Storage.Users;
using NodaTime;

namespace Kalends.Testing.InMemory;

internal sealed class InMemoryIdempotencyStore(InMemoryProcess process) : IIdempotencyStore
{
    public Task<KeyedAnswer?> Find(UserId user, string path, string key, CancellationToken cancellation) =>
        process.Do(Step.Single, state => state.Answers.GetValueOrDefault((user, path, key)));

    public Task<KeyedAnswer> Keep(KeyedAnswer answer, CancellationToken cancellation) =>
        process.Do(Step.Single, state =>
        {
            state.Answers.TryAdd((answer.UserId, answer.Path, answer.Key), answer);
            return state.Answers[(answer.UserId, answer.Path, answer.Key)];
        });

    public Task RemoveOlderThan(Instant before, CancellationToken cancellation) =>
        process.Do(Step.Single, state =>
        {
            foreach (var key in state.Answers.Where(pair => pair.Value.At < before).Select(pair => pair.Key).ToList())
                state.Answers.Remove(key);
        });
}
