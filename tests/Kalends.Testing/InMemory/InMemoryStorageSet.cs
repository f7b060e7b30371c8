using Kalends.Domain.Calendars;
using Kalends.Storage;
using Kalends.Storage.Calendars;
using Kalends.Storage.Events;
using Kalends.Storage.Imports;
using Kalends.Storage.Leases;
using Kalends.Storage.Notifications;
using Kalends.Storage.Occurrences;
using Kalends.Storage.Users;

namespace Kalends.Testing.InMemory;

/// <summary>
/// The weakest lawful storage set. Two databases that share nothing; one partition at a time changes in one piece; what a commit brings
/// along, links and signals come late or not at all; and it dies between any two steps where a test says so. What is right on it is right
/// on every set.
/// </summary>
public sealed class InMemoryStorageSet : StorageSet
{
    private readonly InMemoryProcess process;
    private readonly InMemoryCalendarStore calendars;
    private readonly InMemoryEventStore events;

    /// <summary>A set over its own or, after a death, another's state.</summary>
    public InMemoryStorageSet(TimeProvider clock, InMemoryState? state = null, InMemoryOptions? options = null, Faults? faults = null)
    {
        State = state ?? new InMemoryState();
        Faults = faults ?? new Faults();
        process = new InMemoryProcess(State, Faults, options ?? new InMemoryOptions());
        var projector = new InMemoryProjector(process);
        Users = new InMemoryUserStore(process, clock);
        Credentials = new InMemoryCredentialStore(process);
        Idempotency = new InMemoryIdempotencyStore(process);
        Calendars = calendars = new InMemoryCalendarStore(process);
        FeedLinks = new InMemoryFeedLinkStore(process);
        Imports = new InMemoryImportStore(process);
        Events = events = new InMemoryEventStore(process, projector);
        Occurrences = new InMemoryOccurrenceStore(process, projector);
        Notifications = new InMemoryNotificationStore(process);
        Receivers = new InMemoryReceiverStore(process);
        Leases = new InMemoryLeaseStore(process, clock);
        Signals = new InMemorySignals(process, options ?? new InMemoryOptions());
    }

    /// <summary>What survives this set.</summary>
    public InMemoryState State { get; }

    /// <summary>How this set can die.</summary>
    public Faults Faults { get; }

    /// <inheritdoc/>
    public override IUserStore Users { get; }

    /// <inheritdoc/>
    public override ICredentialStore Credentials { get; }

    /// <inheritdoc/>
    public override IIdempotencyStore Idempotency { get; }

    /// <inheritdoc/>
    public override ICalendarStore Calendars { get; }

    /// <inheritdoc/>
    public override IFeedLinkStore FeedLinks { get; }

    /// <inheritdoc/>
    public override IImportStore Imports { get; }

    /// <inheritdoc/>
    public override IEventStore Events { get; }

    /// <inheritdoc/>
    public override IOccurrenceStore Occurrences { get; }

    /// <inheritdoc/>
    public override INotificationStore Notifications { get; }

    /// <inheritdoc/>
    public override IReceiverStore Receivers { get; }

    /// <inheritdoc/>
    public override ILeaseStore Leases { get; }

    /// <inheritdoc/>
    public override ISignals Signals { get; }

    /// <summary>Also does what a dead set left half done, but for projections: those are the worker's.</summary>
    public override async Task Prepare(CancellationToken cancellation)
    {
        await calendars.FollowGrants();
        foreach (CalendarId calendar in State.Partitions.Keys.ToList()) await events.FollowLocations(calendar);
    }

    /// <summary>Does everything that is late.</summary>
    public Task Settle() => process.DoLate();

    /// <inheritdoc/>
    public override Task<IReadOnlyList<DependencyState>> Check(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<DependencyState>>([new DependencyState("memory", !Faults.IsDead, "It is there or it died.")]);

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
