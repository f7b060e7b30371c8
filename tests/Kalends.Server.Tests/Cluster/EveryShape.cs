using Kalends.Server.Tests.Conventions;
using Kalends.Server.Tests.Events;
using Kalends.Server.Tests.Interchange;
using Kalends.Server.Tests.Notifications;
using Kalends.Server.Tests.Permissions;
using Kalends.Server.Tests.Running;
using Kalends.Server.Tests.Sync;
using Kalends.Server.Tests.Users;

namespace Kalends.Server.Tests.Cluster;

// What reads or writes anything of a user runs on every shape of the MySQL half. What differs by a calendar's partition only, which lies in
// Cassandra whatever the shape, runs on one of them.

public sealed class OneServer_sessions(OneServerApi api) : SessionTests(api), IClassFixture<OneServerApi>;

public sealed class OneServer_keys(OneServerApi api) : IdempotencyTests(api), IClassFixture<OneServerApi>;

public sealed class OneServer_preconditions(OneServerApi api) : PreconditionTests(api), IClassFixture<OneServerApi>;

public sealed class OneServer_pages(OneServerApi api) : PagingTests(api), IClassFixture<OneServerApi>;

public sealed class OneServer_calendar_permissions(OneServerApi api) : CalendarPermissionTests(api), IClassFixture<OneServerApi>;

public sealed class OneServer_notification_permissions(OneServerApi api) : NotificationPermissionTests(api), IClassFixture<OneServerApi>;

public sealed class OneServer_feeds(OneServerApi api) : FeedTests(api), IClassFixture<OneServerApi>;

public sealed class OneServer_preferences(OneServerApi api) : PreferencesTests(api), IClassFixture<OneServerApi>;

public sealed class OneServer_creation(OneServerApi api) : CreateTests(api), IClassFixture<OneServerApi>;

public sealed class OneServer_conflicts(OneServerApi api) : ConflictTests(api), IClassFixture<OneServerApi>;

public sealed class OneServer_life(OneServerApi api) : LifeTests(api), IClassFixture<OneServerApi>;

public sealed class OneServer_sync_abuse(OneServerApi api) : SyncAbuseTests(api), IClassFixture<OneServerApi>;

public sealed class TwoShards_sessions(TwoShardsApi api) : SessionTests(api), IClassFixture<TwoShardsApi>;

public sealed class TwoShards_keys(TwoShardsApi api) : IdempotencyTests(api), IClassFixture<TwoShardsApi>;

public sealed class TwoShards_preconditions(TwoShardsApi api) : PreconditionTests(api), IClassFixture<TwoShardsApi>;

public sealed class TwoShards_pages(TwoShardsApi api) : PagingTests(api), IClassFixture<TwoShardsApi>;

public sealed class TwoShards_calendar_permissions(TwoShardsApi api) : CalendarPermissionTests(api), IClassFixture<TwoShardsApi>;

public sealed class TwoShards_notification_permissions(TwoShardsApi api) : NotificationPermissionTests(api), IClassFixture<TwoShardsApi>;

public sealed class TwoShards_feeds(TwoShardsApi api) : FeedTests(api), IClassFixture<TwoShardsApi>;

public sealed class TwoShards_preferences(TwoShardsApi api) : PreferencesTests(api), IClassFixture<TwoShardsApi>;

public sealed class TwoShards_creation(TwoShardsApi api) : CreateTests(api), IClassFixture<TwoShardsApi>;

public sealed class TwoShards_conflicts(TwoShardsApi api) : ConflictTests(api), IClassFixture<TwoShardsApi>;

public sealed class TwoShards_life(TwoShardsApi api) : LifeTests(api), IClassFixture<TwoShardsApi>;

public sealed class TwoShards_sync_abuse(TwoShardsApi api) : SyncAbuseTests(api), IClassFixture<TwoShardsApi>;

public sealed class TwoShards_event_permissions(TwoShardsApi api) : EventPermissionTests(api), IClassFixture<TwoShardsApi>;

public sealed class TwoShards_exports(TwoShardsApi api) : ExportTests(api), IClassFixture<TwoShardsApi>;

public sealed class TwoShards_ranges(TwoShardsApi api) : RangeTests(api), IClassFixture<TwoShardsApi>;

public sealed class TwoShards_scopes(TwoShardsApi api) : ScopeTests(api), IClassFixture<TwoShardsApi>;

public sealed class TwoShards_changes(TwoShardsApi api) : ChangesTests(api), IClassFixture<TwoShardsApi>;

public sealed class Spider_sessions(SpiderApi api) : SessionTests(api), IClassFixture<SpiderApi>;

public sealed class Spider_keys(SpiderApi api) : IdempotencyTests(api), IClassFixture<SpiderApi>;

public sealed class Spider_preconditions(SpiderApi api) : PreconditionTests(api), IClassFixture<SpiderApi>;

public sealed class Spider_pages(SpiderApi api) : PagingTests(api), IClassFixture<SpiderApi>;

public sealed class Spider_calendar_permissions(SpiderApi api) : CalendarPermissionTests(api), IClassFixture<SpiderApi>;

public sealed class Spider_notification_permissions(SpiderApi api) : NotificationPermissionTests(api), IClassFixture<SpiderApi>;

public sealed class Spider_feeds(SpiderApi api) : FeedTests(api), IClassFixture<SpiderApi>;

public sealed class Spider_preferences(SpiderApi api) : PreferencesTests(api), IClassFixture<SpiderApi>;

public sealed class Spider_creation(SpiderApi api) : CreateTests(api), IClassFixture<SpiderApi>;

public sealed class Spider_conflicts(SpiderApi api) : ConflictTests(api), IClassFixture<SpiderApi>;

public sealed class Spider_life(SpiderApi api) : LifeTests(api), IClassFixture<SpiderApi>;

public sealed class Spider_sync_abuse(SpiderApi api) : SyncAbuseTests(api), IClassFixture<SpiderApi>;
