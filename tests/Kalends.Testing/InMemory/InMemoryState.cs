using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Domain.Notifications;
using Kalends.Storage.Calendars;
using Kalends.Storage.Imports;
using Kalends.Storage.Leases;
using Kalends.Storage.Notifications;
using Kalends.Storage.Occurrences;
using Kalends.Storage.Users;
using NodaTime;

namespace Kalends.Testing.InMemory;

/// <summary>
/// What survives a death: two databases that know nothing of each other, one sharded by user, one partitioned by calendar. Give it to the
/// next set.
/// </summary>
public sealed class InMemoryState
{
    internal Lock Gate { get; } = new();

    // The first database.
    internal Dictionary<UserId, (User User, string PasswordHash)> Users { get; } = [];

    internal Dictionary<string, AddressReservation> Addresses { get; } = [];

    internal Dictionary<(UserId User, string Hash), Session> Sessions { get; } = [];

    internal Dictionary<(UserId User, Guid Id), AppPassword> AppPasswords { get; } = [];

    internal Dictionary<(UserId User, string Path, string Key), KeyedAnswer> Answers { get; } = [];

    internal Dictionary<(UserId Owner, string Hash), FeedLink> FeedLinks { get; } = [];

    internal Dictionary<(UserId User, Guid Id), Import> Imports { get; } = [];

    internal Dictionary<(UserId User, Guid Id), SortedDictionary<int, ImportItem>> ImportItems { get; } = [];

    internal Dictionary<CalendarId, UserId> Directory { get; } = [];

    internal Dictionary<CalendarId, Calendar> Calendars { get; } = [];

    internal Dictionary<(CalendarId Calendar, UserId User), Share> Grants { get; } = [];

    internal HashSet<(UserId User, CalendarId Calendar)> Links { get; } = [];

    internal Queue<(UserId User, CalendarId Calendar)> LateLinks { get; } = [];

    internal Dictionary<(UserId User, Guid Id), PushSubscription> PushSubscriptions { get; } = [];

    internal Dictionary<(UserId User, Guid Id), Webhook> Webhooks { get; } = [];

    internal Dictionary<UserId, PhoneVerification> Phones { get; } = [];

    internal Dictionary<string, Lease> Leases { get; } = [];

    // The second database.
    internal Dictionary<CalendarId, Partition> Partitions { get; } = [];

    internal Dictionary<EventId, CalendarId> Locations { get; } = [];

    internal Dictionary<(CalendarId Calendar, EventId Event), ParticipationSet> Participations { get; } = [];

    internal Dictionary<Guid, Notification> Notifications { get; } = [];

    internal DueBuckets Due { get; } = new();

    internal Dictionary<int, Checkpoint> Checkpoints { get; } = [];

    internal Dictionary<(CalendarId Calendar, EventId Event), long> NotifiedGenerations { get; } = [];

    internal long LastProjectionId { get; set; }

    internal Partition PartitionOf(CalendarId calendar)
    {
        if (!Partitions.TryGetValue(calendar, out Partition? partition)) Partitions[calendar] = partition = new Partition(calendar);
        return partition;
    }
}

internal sealed record AddressReservation(UserId User, Instant At, bool IsActive);

internal sealed record ParticipationSet(long Generation, ImmutableArray<Participation> Items);
