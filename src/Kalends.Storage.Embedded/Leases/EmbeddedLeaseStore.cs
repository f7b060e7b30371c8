using Kalends.Storage.Embedded.Sqlite;
using Kalends.Storage.Leases;
using NodaTime;

namespace Kalends.Storage.Embedded.Leases;

/// <summary>
/// The file belongs to one process, so whatever an earlier one held is free, and who holds what need not be on the disk: a server without
/// work writes nothing. Only where a run's tokens begin is stored, above all of the runs before.
/// </summary>
internal sealed class EmbeddedLeaseStore(Database database, TimeProvider clock) : ILeaseStore
{
    /// <summary>How many tokens belong to a run.</summary>
    private const long RunSize = 1L << 32;

    private static readonly Sql SelectLast = new("SELECT coalesce(max(token), 0) FROM leases");
    private static readonly Sql Put = new("REPLACE INTO leases (name, owner, token, until_ms, run) VALUES ('runs', '', ?1, 0, x'')");

    private readonly Lock gate = new();
    private readonly Dictionary<string, Lease> held = new(StringComparer.Ordinal);
    private long token;

    /// <summary>Before the first is taken.</summary>
    public async Task Begin(CancellationToken cancellation) =>
        token = await database.Write(0, static (connection, _) => BeginRun(connection), cancellation);

    public Task<Lease?> TryTake(string name, string owner, Duration length, CancellationToken cancellation)
    {
        lock (gate)
        {
            if (held.GetValueOrDefault(name) is { } other && other.Until > Now() && other.Owner != owner) return Task.FromResult<Lease?>(null);
            return Task.FromResult<Lease?>(held[name] = new Lease(name, owner, ++token, Now() + length));
        }
    }

    public Task<Lease?> TryRenew(Lease lease, Duration length, CancellationToken cancellation)
    {
        lock (gate)
        {
            if (held.GetValueOrDefault(lease.Name)?.Token != lease.Token) return Task.FromResult<Lease?>(null);
            return Task.FromResult<Lease?>(held[lease.Name] = lease with { Until = Now() + length });
        }
    }

    public Task Release(Lease lease, CancellationToken cancellation)
    {
        lock (gate)
            if (held.GetValueOrDefault(lease.Name)?.Token == lease.Token) held.Remove(lease.Name);
        return Task.CompletedTask;
    }

    public Task<Lease?> Find(string name, CancellationToken cancellation)
    {
        lock (gate) return Task.FromResult(held.GetValueOrDefault(name) is { } lease && lease.Until > Now() ? lease : null);
    }

    /// <summary>What no earlier run has reached.</summary>
    private static long BeginRun(Connection connection)
    {
        long begin = (Last(connection) / RunSize * RunSize) + RunSize;
        connection.Use(Put).Bind(1, begin).Run();
        return begin;
    }

    private static long Last(Connection connection)
    {
        using Statement row = connection.Use(SelectLast);
        return row.Step() ? row.Integer(0) : 0;
    }

    /// <summary>Whole milliseconds, as other sets keep them.</summary>
    private Instant Now() => Instant.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
}
