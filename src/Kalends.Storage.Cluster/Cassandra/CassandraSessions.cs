using System.Net.Security;
using Kalends.Cql;

namespace Kalends.Storage.Cluster.Cassandra;

internal static class CassandraSessions
{
    // Servers give up earlier: only one that has fallen silent is waited for so long.
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(6);

    public static async Task<CqlSession> Open(CassandraOptions options, string? keyspace, CancellationToken cancellation)
    {
        try
        {
            return await CqlSession.ConnectAsync(
                new CqlOptions
                {
                    ContactPoints = options.ContactPoints,
                    Port = options.Port,
                    Keyspace = keyspace,
                    Datacenter = options.Datacenter,
                    User = options.User,
                    Password = options.Password,
                    Tls = options.Tls ? new SslClientAuthenticationOptions() : null,
                    Consistency = Consistency.LocalQuorum,
                    SerialConsistency = Consistency.LocalSerial,
                    PageSize = options.RowsInOnePiece,
                    RequestTimeout = RequestTimeout,
                },
                cancellation);
        }
        catch (CqlException failed)
        {
            throw CassandraDatabase.Storage(failed);
        }
    }
}
