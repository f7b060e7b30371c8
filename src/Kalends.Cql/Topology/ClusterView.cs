namespace Kalends.Cql.Topology;

/// <summary>The cluster as it was read last; replaced as a whole.</summary>
/// <param name="Local">Hosts of the session's datacenter.</param>
/// <param name="Remote">Hosts of the others; empty where they are not used.</param>
/// <param name="Ring">Who keeps what.</param>
internal sealed record ClusterView(Host[] Local, Host[] Remote, TokenRing Ring)
{
    public static readonly ClusterView Empty = new([], [], new TokenRing([], new Dictionary<string, Replication>()));

    public IEnumerable<Host> Hosts => Local.Concat(Remote);
}
