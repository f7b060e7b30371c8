using Kalends.Storage.Cluster.MySql.Shards;
using Kalends.Storage.Leases;
using NodaTime;

namespace Kalends.Storage.Cluster.MySql.Leases;

/// <summary>Time is the server's: a process whose clock is off neither loses a lease early nor keeps one for long.</summary>
internal sealed class MySqlLeaseStore(ShardRouter shards) : ILeaseStore
{
    private const string Now = "CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED)";
    private const string Select = $"SELECT owner, token, until_ms, {Now} FROM leases WHERE slot = @slot AND name = @name";
    private const string Insert = "INSERT IGNORE INTO leases (slot, name, owner, token, until_ms) VALUES (@slot, @name, '', 0, 0)";
    private const string Update = "UPDATE leases SET owner = @owner, token = @token, until_ms = @until WHERE slot = @slot AND name = @name";

    public Task<Lease?> TryTake(string name, string owner, Duration length, CancellationToken cancellation) =>
        Change(name, async (held, transaction) =>
        {
            if (held.IsHeld && held.Lease.Owner != owner) return null;
            return await Put(transaction, new Lease(name, owner, held.Lease.Token + 1, held.Now + length));
        }, cancellation);

    public Task<Lease?> TryRenew(Lease lease, Duration length, CancellationToken cancellation) =>
        Change(lease.Name, async (held, transaction) =>
            held.IsStill(lease) ? await Put(transaction, lease with { Until = held.Now + length }) : null, cancellation);

    public Task Release(Lease lease, CancellationToken cancellation) =>
        Change(lease.Name, async (held, transaction) =>
            held.IsStill(lease) ? await Put(transaction, lease with { Until = HeldLease.Released }) : null, cancellation);

    public async Task<Lease?> Find(string name, CancellationToken cancellation) =>
        await shards.First(Slot.Of(name), Statement.Of(Select, ("@name", name)), row => HeldLease.Read(name, row), cancellation)
            is { IsHeld: true } held ? held.Lease : null;

    private Task<Lease?> Change(string name, Func<HeldLease, Transaction, Task<Lease?>> change, CancellationToken cancellation) =>
        shards.Write(ShardKey.Of(name), async transaction =>
        {
            Statement select = Statement.Of(Select + " FOR UPDATE", ("@name", name));
            HeldLease? held = await transaction.First(select, row => HeldLease.Read(name, row));
            if (held is null)
            {
                await transaction.Run(Statement.Of(Insert, ("@name", name)));
                held = await transaction.First(select, row => HeldLease.Read(name, row));
            }
            return await change(held!, transaction);
        }, cancellation);

    private static async Task<Lease?> Put(Transaction transaction, Lease lease)
    {
        await transaction.Run(Statement.Of(Update, ("@name", lease.Name), ("@owner", lease.Owner), ("@token", lease.Token),
            ("@until", lease.Until.ToUnixTimeMilliseconds())));
        return lease;
    }

    /// <summary>A lease as it stands, at a moment of the server's clock.</summary>
    private sealed record HeldLease(Lease Lease, Instant Now)
    {
        public static Instant Released => Instant.FromUnixTimeMilliseconds(0);

        public bool IsHeld => Lease.Until > Now;

        public static HeldLease Read(string name, MySqlConnector.MySqlDataReader row) => new(
            new Lease(name, row.GetString(0), row.GetInt64(1), Instant.FromUnixTimeMilliseconds(row.GetInt64(2))),
            Instant.FromUnixTimeMilliseconds(row.GetInt64(3)));

        /// <summary>Whether nobody has taken it since, nor was it released.</summary>
        public bool IsStill(Lease lease) => Lease.Token == lease.Token && Lease.Until > Released;
    }
}
