using Kalends.Storage.Calendars;
using Kalends.Storage.Imports;
using Kalends.Storage.Leases;
using Kalends.Storage.Notifications;
using Kalends.Storage.Users;

namespace Kalends.Storage.Cluster;

/// <summary>What lies in shards by user, by address or by name.</summary>
internal interface IUserShards : IStoreGroup
{
    /// <summary>Accounts and the e-mail directory.</summary>
    IUserStore Users { get; }

    /// <summary>Sessions and app passwords.</summary>
    ICredentialStore Credentials { get; }

    /// <summary>Answers to keyed requests.</summary>
    IIdempotencyStore Idempotency { get; }

    /// <summary>Calendars, grants, links.</summary>
    ICalendarStore Calendars { get; }

    /// <summary>Secret addresses of calendars.</summary>
    IFeedLinkStore FeedLinks { get; }

    /// <summary>Reports of imports.</summary>
    IImportStore Imports { get; }

    /// <summary>Browsers, webhooks and phones of users.</summary>
    IReceiverStore Receivers { get; }

    /// <summary>Rights to shards of background work.</summary>
    ILeaseStore Leases { get; }
}
