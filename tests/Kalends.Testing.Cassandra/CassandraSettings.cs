namespace Kalends.Testing.Cassandra;

/// <summary>What kind of cluster a test run wants.</summary>
public sealed record CassandraSettings
{
    /// <summary>1 to 3.</summary>
    public int Nodes { get; init; } = 3;

    /// <summary>Whether clients need a password; the user is cassandra/cassandra.</summary>
    public bool Password { get; init; }

    /// <summary>
    /// Whether a write is on disk before it is acknowledged. Otherwise a node that is killed forgets what it acknowledged in its last ten
    /// seconds, as Cassandra does by default.
    /// </summary>
    public bool SyncsWrites { get; init; }

    /// <summary>Whether the nodes have a network namespace of their own, in which they can be cut off; see <see cref="NetworkCut"/>.</summary>
    public bool OwnNetwork { get; init; }

    /// <summary>Whether Java shall work well for minutes instead of starting fast.</summary>
    public bool Optimizes { get; init; }

    /// <summary>Whether clients must come by TLS; the certificate is <see cref="CassandraCluster.Certificate"/>.</summary>
    public bool Tls { get; init; }
}
