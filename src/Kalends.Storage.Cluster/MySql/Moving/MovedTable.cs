using System.Collections.Immutable;
using Kalends.Storage.Cluster.MySql.Shards;

namespace Kalends.Storage.Cluster.MySql.Moving;

/// <summary>A table whose rows go with their slot, and the column that holds their shard key.</summary>
internal sealed record MovedTable(string Name, string KeyColumn, ShardKeyKind Kind)
{
    /// <summary>Every table with a slot but those that tell of slots.</summary>
    public static ImmutableArray<MovedTable> All { get; } =
    [
        new("users", "user_id", ShardKeyKind.User),
        new("sessions", "user_id", ShardKeyKind.User),
        new("app_passwords", "user_id", ShardKeyKind.User),
        new("idempotency_keys", "user_id", ShardKeyKind.User),
        new("push_subscriptions", "user_id", ShardKeyKind.User),
        new("webhooks", "user_id", ShardKeyKind.User),
        new("phones", "user_id", ShardKeyKind.User),
        new("calendar_links", "user_id", ShardKeyKind.User),
        new("calendars", "owner_id", ShardKeyKind.User),
        new("share_grants", "owner_id", ShardKeyKind.User),
        new("feed_links", "owner_id", ShardKeyKind.User),
        new("imports", "user_id", ShardKeyKind.User),
        new("import_items", "user_id", ShardKeyKind.User),
        new("link_outbox", "owner_id", ShardKeyKind.User),
        new("calendar_directory", "calendar_id", ShardKeyKind.Calendar),
        new("user_emails", "email_key", ShardKeyKind.Address),
        new("leases", "name", ShardKeyKind.Name),
    ];
}
