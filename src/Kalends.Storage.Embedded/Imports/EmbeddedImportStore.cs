using System.Collections.Immutable;
using Kalends.Domain.Identity;
using Kalends.Storage.Documents;
using Kalends.Storage.Embedded.Sqlite;
using Kalends.Storage.Imports;
using NodaTime;

namespace Kalends.Storage.Embedded.Imports;

internal sealed class EmbeddedImportStore(Database database) : IImportStore
{
    private static readonly Sql Put = new(
        """
        INSERT INTO imports (user_id, import_id, updated_at, document) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT DO UPDATE SET updated_at = excluded.updated_at, document = excluded.document
        """);
    private static readonly Sql PutItem = new(
        """
        INSERT INTO import_items (user_id, import_id, number, document) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT DO UPDATE SET document = excluded.document
        """);
    private static readonly Sql Select = new("SELECT document FROM imports WHERE user_id = ?1 AND import_id = ?2");
    private static readonly Sql SelectItems = new(
        "SELECT document FROM import_items WHERE user_id = ?1 AND import_id = ?2 AND number > ?3 ORDER BY number");
    private static readonly Sql DeleteItems = new("DELETE FROM import_items WHERE user_id = ?1 AND import_id = ?2");
    private static readonly Sql DeleteOldItems = new(
        """
        DELETE FROM import_items WHERE (user_id, import_id) IN (SELECT user_id, import_id FROM imports WHERE updated_at < ?1)
        """);
    private static readonly Sql DeleteOld = new("DELETE FROM imports WHERE updated_at < ?1");

    public Task Begin(Import import, CancellationToken cancellation) => database.Write(import, static (connection, import) =>
    {
        connection.Use(DeleteItems).Bind(1, import.UserId.Value).Bind(2, import.Id).Run();
        Write(connection, import);
        return true;
    }, cancellation);

    public Task Advance(Import import, ImmutableArray<ImportItem> items, CancellationToken cancellation) =>
        database.Write((import, Documents: items.Select(item => (item.Number, ImportItemDocument.Encode(item))).ToList()),
            static (connection, step) =>
            {
                foreach ((int number, byte[] document) in step.Documents)
                    connection.Use(PutItem).Bind(1, step.import.UserId.Value).Bind(2, step.import.Id).Bind(3, number).Bind(4, document).Run();
                Write(connection, step.import);
                return true;
            }, cancellation);

    public Task<Import?> Find(UserId user, Guid id, CancellationToken cancellation) =>
        database.Read((user, id), static (connection, key) =>
        {
            using Statement row = connection.Use(Select).Bind(1, key.user.Value).Bind(2, key.id);
            return row.Step() ? ImportDocument.Decode(row.Bytes(0)) : null;
        }, cancellation).AsTask();

    public Task<Page<ImportItem>> ReadItems(Import import, int after, int limit, CancellationToken cancellation) =>
        database.Read((import, after, limit), static (connection, asked) =>
        {
            var items = ImmutableArray.CreateBuilder<ImportItem>();
            using Statement rows = connection.Use(SelectItems).Bind(1, asked.import.UserId.Value).Bind(2, asked.import.Id).Bind(3, asked.after);
            bool more = rows.Step();
            for (; more && items.Count < asked.limit; more = rows.Step()) items.Add(ImportItemDocument.Decode(rows.Bytes(0)));
            return new Page<ImportItem>(items.DrainToImmutable(), more);
        }, cancellation).AsTask();

    public Task RemoveBefore(Instant before, CancellationToken cancellation) => database.Write(before, static (connection, before) =>
    {
        connection.Use(DeleteOldItems).Bind(1, before).Run();
        return connection.Use(DeleteOld).Bind(1, before).Run();
    }, cancellation);

    private static void Write(Connection connection, Import import) => connection.Use(Put).Bind(1, import.UserId.Value).Bind(2, import.Id)
        .Bind(3, import.UpdatedAt).Bind(4, ImportDocument.Encode(import)).Run();
}
