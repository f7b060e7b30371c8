using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Identity;
using Kalends.Storage.Calendars;
using Kalends.Storage.Embedded.Sqlite;

namespace Kalends.Storage.Embedded.Calendars;

internal sealed class EmbeddedFeedLinkStore(Database database) : IFeedLinkStore
{
    private const string Names = "owner_id, secret_hash, feed_link_id, calendar_id, permission, label, created_at";

    private static readonly Sql Insert = new($"INSERT INTO feed_links ({Names}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING");
    private static readonly Sql Select = new($"SELECT {Names} FROM feed_links WHERE owner_id = ?1 AND secret_hash = ?2");
    private static readonly Sql SelectOf = new(
        $"SELECT {Names} FROM feed_links WHERE calendar_id = ?1 AND owner_id = ?2 ORDER BY created_at, feed_link_id");
    private static readonly Sql Delete = new("DELETE FROM feed_links WHERE calendar_id = ?1 AND feed_link_id = ?2");
    private static readonly Sql DeleteAll = new("DELETE FROM feed_links WHERE calendar_id = ?1");

    public Task Add(FeedLink link, CancellationToken cancellation) => database.Write(link, static (connection, link) =>
        connection.Use(Insert).Bind(1, link.OwnerId.Value).Bind(2, link.SecretHash).Bind(3, link.Id).Bind(4, link.CalendarId.Value)
            .Bind(5, (long)link.Permission).Bind(6, link.Label).Bind(7, link.CreatedAt).Run(), cancellation);

    public ValueTask<FeedLink?> Find(UserId owner, ImmutableArray<byte> secretHash, CancellationToken cancellation) =>
        database.Read((owner, secretHash), static (connection, key) =>
        {
            using Statement row = connection.Use(Select).Bind(1, key.owner.Value).Bind(2, key.secretHash);
            return row.Step() ? Read(row) : null;
        }, cancellation);

    public Task<ImmutableArray<FeedLink>> List(Calendar calendar, CancellationToken cancellation) =>
        database.Read(calendar, static (connection, calendar) =>
        {
            var links = ImmutableArray.CreateBuilder<FeedLink>();
            using Statement rows = connection.Use(SelectOf).Bind(1, calendar.Id.Value).Bind(2, calendar.OwnerId.Value);
            while (rows.Step()) links.Add(Read(rows));
            return links.DrainToImmutable();
        }, cancellation).AsTask();

    public Task<bool> Remove(Calendar calendar, Guid id, CancellationToken cancellation) =>
        database.Write((calendar.Id, id), static (connection, key) =>
            connection.Use(Delete).Bind(1, key.Id.Value).Bind(2, key.id).Run() > 0, cancellation);

    public static void RemoveAll(Connection connection, CalendarId calendar) => connection.Use(DeleteAll).Bind(1, calendar.Value).Run();

    private static FeedLink Read(Statement row) => new()
    {
        OwnerId = new UserId(row.Integer(0)), SecretHash = row.ByteArray(1), Id = row.Identifier(2), CalendarId = new CalendarId(row.Integer(3)),
        Permission = (Permission)row.Integer(4), Label = row.Text(5), CreatedAt = row.Instant(6),
    };
}
