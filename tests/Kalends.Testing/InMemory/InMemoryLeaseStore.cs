using Kalends.Storage.Leases;
using NodaTime;

namespace Kalends.Testing.InMemory;

internal sealed class InMemoryLeaseStore(InMemoryProcess process, TimeProvider clock) : ILeaseStore
{
    private Instant Now => Instant.FromDateTimeOffset(clock.GetUtcNow());

    public async Task<Lease?> TryTake(string name, string owner, Duration length, CancellationToken cancellation) =>
        process.Answer(await process.Do(Step.Single, state =>
        {
            Lease? before = state.Leases.GetValueOrDefault(name);
            if (before is not null && before.Until > Now && before.Owner != owner) return null;
            return state.Leases[name] = new Lease(name, owner, (before?.Token ?? 0) + 1, Now + length);
        }));

    public async Task<Lease?> TryRenew(Lease lease, Duration length, CancellationToken cancellation) =>
        process.Answer(await process.Do(Step.Single, state =>
            Last(state, lease) is { } held && held.Until > Instant.MinValue ? state.Leases[lease.Name] = held with { Until = Now + length } : null));

    public Task Release(Lease lease, CancellationToken cancellation) =>
        process.Do(Step.Single, state =>
        {
            if (Last(state, lease) is { } held) state.Leases[lease.Name] = held with { Until = Instant.MinValue };
        });

    public Task<Lease?> Find(string name, CancellationToken cancellation) =>
        process.Do(Step.Single, state => state.Leases.GetValueOrDefault(name) is { } held && held.Until > Now ? held : null);

    /// <summary>The lease as it stands, if it is still the last that was taken.</summary>
    private static Lease? Last(InMemoryState state, Lease lease) =>
        state.Leases.GetValueOrDefault(lease.Name) is { } held && held.Token == lease.Token ? held : null;
}
