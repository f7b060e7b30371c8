using System.Collections.Immutable;
using Kalends.Domain.Identity;
using Kalends.Storage.Cluster.MySql.Shards;
using Kalends.Storage.Documents;
using Kalends.Storage.Imports;
using NodaTime;

namespace Kalends.Storage.Cluster.MySql.Interchange;

internal sealed class MySqlImportStore(ShardRouter shards, SlotSweep sweep) : IImportStore
{
    private const string Put =
        """
        INSERT INTO imports (slot, user_id, import_id, updated_at, document) VALUES (@slot, @user, @import, @updated, @document)
        ON DUPLICATE KEY UPDATE updated_at = @updated, document = @document
        """;
    private const string PutItem =
        """
        INSERT INTO import_items (slot, user_id, import_id, number, noted_at, document)
        VALUES (@slot, @user, @import, @number, @updated, @document)
        ON DUPLICATE KEY UPDATE noted_at = @updated, document = @document
        """;
    private const string Select = "SELECT document FROM imports WHERE slot = @slot AND user_id = @user AND import_id = @import";
    private const string SelectItems =
        """
        SELECT document FROM import_items WHERE slot = @slot AND user_id = @user AND import_id = @import AND number > @after
        ORDER BY number LIMIT @limit
        """;
    private const string DeleteItems = "DELETE FROM import_items WHERE slot = @slot AND user_id = @user AND import_id = @import";

    public Task Begin(Import import, CancellationToken cancellation) => shards.Write(ShardKey.Of(import.UserId), async transaction =>
    {
        await transaction.Run(Statement.Of(DeleteItems, ("@user", import.UserId.Value), ("@import", import.Id.Bytes())));
        return await transaction.Run(StatementOf(import));
    }, cancellation);

    public Task Advance(Import import, ImmutableArray<ImportItem> items, CancellationToken cancellation) =>
        shards.Write(ShardKey.Of(import.UserId), async transaction =>
        {
            foreach (ImportItem item in items) await transaction.Run(StatementOf(import, item));
            return await transaction.Run(StatementOf(import));
        }, cancellation);

    public Task<Import?> Find(UserId user, Guid id, CancellationToken cancellation) =>
        shards.First(Slot.Of(user), Statement.Of(Select, ("@user", user.Value), ("@import", id.Bytes())),
            row => ImportDocument.Decode(row.Bytes(0)), cancellation);

    public async Task<Page<ImportItem>> ReadItems(Import import, int after, int limit, CancellationToken cancellation)
    {
        var items = await shards.List(Slot.Of(import.UserId), Statement.Of(SelectItems,
            ("@user", import.UserId.Value), ("@import", import.Id.Bytes()), ("@after", after), ("@limit", limit + 1)),
            row => ImportItemDocument.Decode(row.Bytes(0)), cancellation);
        return items.Length > limit ? new Page<ImportItem>(items[..limit], HasMore: true) : new Page<ImportItem>(items, HasMore: false);
    }

    public async Task RemoveBefore(Instant before, CancellationToken cancellation)
    {
        await sweep.Run(new SweptTable("import_items", "noted_at"), before, cancellation);
        await sweep.Run(new SweptTable("imports", "updated_at"), before, cancellation);
    }

    private static Statement StatementOf(Import import) => Statement.Of(Put, ("@user", import.UserId.Value), ("@import", import.Id.Bytes()),
        ("@updated", import.UpdatedAt.ToUnixTimeSeconds()), ("@document", ImportDocument.Encode(import)));

    private static Statement StatementOf(Import import, ImportItem item) => Statement.Of(PutItem, ("@user", import.UserId.Value),
        ("@import", import.Id.Bytes()), ("@number", item.Number), ("@updated", import.UpdatedAt.ToUnixTimeSeconds()),
        ("@document", ImportItemDocument.Encode(item)));
}
