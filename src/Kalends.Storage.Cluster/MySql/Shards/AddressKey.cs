using System.Collections.Immutable;
using System.Security.Cryptography;
using MySqlConnector;

namespace Kalends.Storage.Cluster.MySql.Shards;

/// <summary>
/// The key by which addresses are spread over slots: drawn once for an installation, kept on each of its servers. A server with another
/// key belongs to somebody else.
/// </summary>
internal static class AddressKey
{
    private const int Length = 32;
    private const string Select = "SELECT address_key FROM installation WHERE id = 1";
    private const string Insert = "INSERT IGNORE INTO installation (id, address_key) VALUES (1, @key)";

    public static async Task<byte[]> Agree(ImmutableArray<MySqlServer> servers, CancellationToken cancellation)
    {
        byte[]? key = null;
        foreach (MySqlServer server in servers) key ??= await Read(server, cancellation);
        key ??= await Keep(servers[0], RandomNumberGenerator.GetBytes(Length), cancellation);
        foreach (MySqlServer server in servers)
            if (!(await Keep(server, key, cancellation)).SequenceEqual(key))
                throw new StorageException($"MySQL server {server.Name} belongs to another installation of Kalends than the first.");
        return key;
    }

    private static async Task<byte[]> Keep(MySqlServer server, byte[] key, CancellationToken cancellation)
    {
        await using (MySqlConnection connection = await server.Open(cancellation))
        {
            await using var command = new MySqlCommand(Insert, connection);
            command.Parameters.AddWithValue("@key", key);
            await command.ExecuteNonQueryAsync(cancellation);
        }
        return await Read(server, cancellation) ?? throw new StorageException($"MySQL server {server.Name} does not keep what is written.");
    }

    private static async Task<byte[]?> Read(MySqlServer server, CancellationToken cancellation)
    {
        await using MySqlConnection connection = await server.Open(cancellation);
        await using var command = new MySqlCommand(Select, connection);
        return await command.ExecuteScalarAsync(cancellation) as byte[];
    }
}
