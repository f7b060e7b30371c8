using Kalends.Storage;
using Kalends.Storage.Calendars;
using Kalends.Storage.Events;
using Kalends.Storage.Imports;
using Kalends.Storage.Leases;
using Kalends.Storage.Notifications;
using Kalends.Storage.Occurrences;
using Kalends.Storage.Users;
using Kalends.Testing.InMemory;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Kalends.Delivery.Bench;

/// <summary>
/// A set by a clock that is turned. Leases tell a process the store's time, and the clocks of real servers cannot be turned: so leases, and
/// they only, are kept in memory.
/// </summary>
internal sealed class TurnedStorage(StorageSet stored, TimeProvider clock) : StorageSet
{
    private readonly InMemoryStorageSet memory = new(clock);

    public override IUserStore Users => stored.Users;

    public override ICredentialStore Credentials => stored.Credentials;

    public override IIdempotencyStore Idempotency => stored.Idempotency;

    public override ICalendarStore Calendars => stored.Calendars;

    public override IFeedLinkStore FeedLinks => stored.FeedLinks;

    public override IImportStore Imports => stored.Imports;

    public override IEventStore Events => stored.Events;

    public override IOccurrenceStore Occurrences => stored.Occurrences;

    public override INotificationStore Notifications => stored.Notifications;

    public override IReceiverStore Receivers => stored.Receivers;

    public override ILeaseStore Leases => memory.Leases;

    public override ISignals Signals => stored.Signals;

    /// <summary>Puts it around the set that a server would have opened.</summary>
    public static void PutAround(IServiceCollection services, TimeProvider clock)
    {
        Func<IServiceProvider, object> open = services.Last(service => service.ServiceType == typeof(StorageSet)).ImplementationFactory!;
        services.Replace(ServiceDescriptor.Singleton<StorageSet>(provider => new TurnedStorage((StorageSet)open(provider), clock)));
    }

    public override Task Prepare(CancellationToken cancellation) => stored.Prepare(cancellation);

    public override Task Mend(CancellationToken cancellation) => stored.Mend(cancellation);

    public override Task<IReadOnlyList<DependencyState>> Check(CancellationToken cancellation) => stored.Check(cancellation);

    public override async ValueTask DisposeAsync()
    {
        await stored.DisposeAsync();
        await memory.DisposeAsync();
    }
}
