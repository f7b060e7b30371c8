using Kalends.Storage.Calendars;
using Kalends.Storage.Events;
using Kalends.Storage.Imports;
using Kalends.Storage.Leases;
using Kalends.Storage.Notifications;
using Kalends.Storage.Occurrences;
using Kalends.Storage.Users;

namespace Kalends.Storage;

/// <summary>
/// Everything the product keeps, behind ports. All sets promise the same and no more than MySQL and Cassandra can keep together:
/// one user's records and one calendar's partition each change atomically and in order; nothing is atomic across users, calendars
/// or ports. An acknowledged write survives the death of the process. See docs/architecture.md.
/// </summary>
public abstract class StorageSet : IAsyncDisposable
{
    /// <summary>Accounts, by user; the e-mail directory.</summary>
    public abstract IUserStore Users { get; }

    /// <summary>Sessions and app passwords, by user.</summary>
    public abstract ICredentialStore Credentials { get; }

    /// <summary>Answers to keyed requests, by user.</summary>
    public abstract IIdempotencyStore Idempotency { get; }

    /// <summary>Calendars and shares, by owner.</summary>
    public abstract ICalendarStore Calendars { get; }

    /// <summary>Feed links, by owner of the calendar.</summary>
    public abstract IFeedLinkStore FeedLinks { get; }

    /// <summary>Reports of imports, by user.</summary>
    public abstract IImportStore Imports { get; }

    /// <summary>Events, history, reminders and change feeds, by calendar.</summary>
    public abstract IEventStore Events { get; }

    /// <summary>The projection: a disposable index from time to occurrences.</summary>
    public abstract IOccurrenceStore Occurrences { get; }

    /// <summary>Due messages, by user, and by shard and time.</summary>
    public abstract INotificationStore Notifications { get; }

    /// <summary>Where notifications go besides mail, by user.</summary>
    public abstract IReceiverStore Receivers { get; }

    /// <summary>Rights to shards of background work, by name.</summary>
    public abstract ILeaseStore Leases { get; }

    /// <summary>News of changed calendars. May be late or lost: nothing may rest on it but speed.</summary>
    public abstract ISignals Signals { get; }

    /// <summary>Brings the schema up to date. Repeatable, and safe when several processes do it at once.</summary>
    public abstract Task Prepare(CancellationToken cancellation);

    /// <summary>
    /// Finishes what processes that died left half done between two stores, and forgets what the set keeps for itself only. Background work:
    /// nothing a caller sees waits for it but what may be late.
    /// </summary>
    public virtual Task Mend(CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>The state of each server or file this set depends on.</summary>
    public abstract Task<IReadOnlyList<DependencyState>> Check(CancellationToken cancellation);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}

/// <summary>Whether one dependency answers.</summary>
/// <param name="Name">As in the configuration.</param>
/// <param name="IsHealthy">It answered a read just now.</param>
/// <param name="Detail">In words, without secrets, paths or personal data.</param>
public sealed record DependencyState(string Name, bool IsHealthy, string Detail);
