using Kalends.Storage.Embedded.Sqlite;
using Kalends.Storage.Leases;
using NodaTime;

namespace Kalends.Storage.Embedded.Leases;

/// <summary>
/// The file belongs to one process, so whatever an earlier one held is free: a lease counts only in the run that it was taken in. Tokens go
/// on rising over all runs.
/// </summary>
internal sealed class EmbeddedLeaseStore(Database database, TimeProvider clock) : ILeaseStore
{
    private static readonly Sql Select = new("SELECT owner, token, until_ms, run FROM leases WHERE name = ?1");
    private static readonly Sql Put = new(
        """
        INSERT INTO leases (name, owner, token, until_ms, run) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT DO UPDATE SET owner = ?2, token = ?3, until_ms = ?4, run = ?5
        """);
    private static readonly Sql Extend = new("UPDATE leases SET until_ms = ?3 WHERE name = ?1 AND token = ?2 AND until_ms > 0");
    private static readonly Sql Free = new("UPDATE leases SET until_ms = 0 WHERE name = ?1 AND token = ?2");

    private readonly byte[] run = System.Security.Cryptography.RandomNumberGenerator.GetBytes(16);

    public Task<Lease?> TryTake(string name, string owner, Duration length, CancellationToken cancellation) =>
        database.Write((Store: this, Wanted: new Wish(name, owner, length)), static (connection, asked) =>
            asked.Store.Take(connection, asked.Wanted), cancellation);

    public Task<Lease?> TryRenew(Lease lease, Duration length, CancellationToken cancellation) =>
        database.Write(lease with { Until = Now() + length }, static (connection, lease) =>
            connection.Use(Extend).Bind(1, lease.Name).Bind(2, lease.Token).Bind(3, lease.Until.ToUnixTimeMilliseconds()).Run() == 1
                ? lease : null, cancellation);

    public Task Release(Lease lease, CancellationToken cancellation) =>
        database.Write(lease, static (connection, lease) => connection.Use(Free).Bind(1, lease.Name).Bind(2, lease.Token).Run(), cancellation);

    public Task<Lease?> Find(string name, CancellationToken cancellation) =>
        database.Read((Store: this, name), static (connection, asked) =>
            asked.Store.Read(connection, asked.name) is { IsOfThisRun: true, Lease: var held } && held.Until > asked.Store.Now() ? held : null,
            cancellation).AsTask();

    private Lease? Take(Connection connection, Wish wish)
    {
        var before = Read(connection, wish.Name);
        if (before is { IsOfThisRun: true, Lease: var held } && held.Until > Now() && held.Owner != wish.Owner) return null;
        var taken = new Lease(wish.Name, wish.Owner, (before?.Lease.Token ?? 0) + 1, Now() + wish.Length);
        connection.Use(Put).Bind(1, taken.Name).Bind(2, taken.Owner).Bind(3, taken.Token).Bind(4, taken.Until.ToUnixTimeMilliseconds()).Bind(5, run).Run();
        return taken;
    }

    private (Lease Lease, bool IsOfThisRun)? Read(Connection connection, string name)
    {
        using Statement row = connection.Use(Select).Bind(1, name);
        if (!row.Step()) return null;
        var lease = new Lease(name, row.Text(0), row.Integer(1), Instant.FromUnixTimeMilliseconds(row.Integer(2)));
        return (lease, row.Bytes(3).SequenceEqual(run));
    }

    /// <summary>Whole milliseconds, as they are kept.</summary>
    private Instant Now() => Instant.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());

    private sealed record Wish(string Name, string Owner, Duration Length);
}
