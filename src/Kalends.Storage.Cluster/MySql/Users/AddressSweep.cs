using Kalends.Domain.Identity;
using Kalends.Storage.Cluster.MySql.Shards;

namespace Kalends.Storage.Cluster.MySql.Users;

/// <summary>Finishes or undoes what was left between reserving an address and giving it.</summary>
internal sealed class AddressSweep(ShardScan scan, AddressBook addresses)
{
    private const int BatchSize = 500;
    private const int Patience = 60; // seconds

    private static readonly string SelectPending = Old("users", "pending_since");
    private static readonly string SelectReserved = Old("user_emails", "reserved_since");

    public async Task Run(CancellationToken cancellation)
    {
        foreach (var (email, user) in await scan.OnPrimaries(Statement.Of(SelectPending), Read, cancellation))
            await addresses.Settle(user, email.Key, cancellation);
        foreach (var (email, _) in await scan.OnPrimaries(Statement.Of(SelectReserved), Read, cancellation))
            await addresses.IsFreed(email, cancellation);
    }

    private static string Old(string table, string since) =>
        $"SELECT email_key, user_id FROM {table} WHERE {since} < UNIX_TIMESTAMP() - {Patience} LIMIT {BatchSize}";

    private static (EmailAddress Email, UserId User) Read(MySqlConnector.MySqlDataReader row) =>
        (new EmailAddress(row.GetString(0)), new UserId(row.GetInt64(1)));
}
