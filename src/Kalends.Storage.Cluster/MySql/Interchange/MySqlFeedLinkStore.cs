using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Identity;
using Kalends.Storage.Calendars;
using Kalends.Storage.Cluster.MySql.Shards;

namespace Kalends.Storage.Cluster.MySql.Interchange;

internal sealed class MySqlFeedLinkStore(ShardRouter shards) : IFeedLinkStore
{
    private const string Insert =
        """
        INSERT IGNORE INTO feed_links (slot, owner_id, secret_hash, feed_link_id, calendar_id, permission, label, created_at)
        VALUES (@slot, @owner, @hash, @id, @calendar, @permission, @label, @created)
        """;
    private const string Select =
        """
        SELECT feed_link_id, calendar_id, permission, label, created_at, secret_hash FROM feed_links
        WHERE slot = @slot AND owner_id = @owner AND secret_hash = @hash
        """;
    private const string SelectOf =
        """
        SELECT feed_link_id, calendar_id, permission, label, created_at, secret_hash FROM feed_links
        WHERE slot = @slot AND owner_id = @owner AND calendar_id = @calendar ORDER BY created_at, feed_link_id
        """;
    private const string Delete =
        "DELETE FROM feed_links WHERE slot = @slot AND owner_id = @owner AND calendar_id = @calendar AND feed_link_id = @id";

    public Task Add(FeedLink link, CancellationToken cancellation) => Run(link.OwnerId, Statement.Of(Insert,
        ("@owner", link.OwnerId.Value), ("@hash", link.SecretHash.Bytes()), ("@id", link.Id.Bytes()), ("@calendar", link.CalendarId.Value),
        ("@permission", (int)link.Permission), ("@label", link.Label), ("@created", link.CreatedAt.ToUnixTimeSeconds())), cancellation);

    public async ValueTask<FeedLink?> Find(UserId owner, ImmutableArray<byte> secretHash, CancellationToken cancellation) =>
        await shards.First(Slot.Of(owner), Statement.Of(Select, ("@owner", owner.Value), ("@hash", secretHash.Bytes())),
            row => Read(row, owner), cancellation);

    public Task<ImmutableArray<FeedLink>> List(Calendar calendar, CancellationToken cancellation) =>
        shards.List(Slot.Of(calendar.OwnerId), Statement.Of(SelectOf, ("@owner", calendar.OwnerId.Value), ("@calendar", calendar.Id.Value)),
            row => Read(row, calendar.OwnerId), cancellation);

    public async Task<bool> Remove(Calendar calendar, Guid id, CancellationToken cancellation) =>
        await Run(calendar.OwnerId, Statement.Of(Delete,
            ("@owner", calendar.OwnerId.Value), ("@calendar", calendar.Id.Value), ("@id", id.Bytes())), cancellation) == 1;

    private Task<int> Run(UserId owner, Statement statement, CancellationToken cancellation) =>
        shards.Write(ShardKey.Of(owner), transaction => transaction.Run(statement), cancellation);

    private static FeedLink Read(MySqlConnector.MySqlDataReader row, UserId owner) => new()
    {
        OwnerId = owner, Id = row.Identifier(0), CalendarId = new CalendarId(row.GetInt64(1)), Permission = (Permission)row.GetInt32(2),
        Label = row.GetString(3), CreatedAt = row.Instant(4), SecretHash = row.ByteArray(5),
    };
}
