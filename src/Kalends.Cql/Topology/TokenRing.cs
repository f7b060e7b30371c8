using System.Collections.Concurrent;

namespace Kalends.Cql.Topology;

/// <summary>Who keeps which tokens. Immutable but for its memory of what it worked out.</summary>
internal sealed class TokenRing
{
    private readonly long[] _tokens;
    private readonly Host[] _owners;
    private readonly IReadOnlyDictionary<string, Replication> _keyspaces;
    private readonly ConcurrentDictionary<string, Host[]?[]> _replicas = new(StringComparer.Ordinal);

    public TokenRing(IEnumerable<Host> hosts, IReadOnlyDictionary<string, Replication> keyspaces)
    {
        var entries = hosts.SelectMany(host => host.Facts.Tokens.Select(token => (token, host))).OrderBy(entry => entry.token).ToArray();
        _tokens = [.. entries.Select(entry => entry.token)];
        _owners = [.. entries.Select(entry => entry.host)];
        _keyspaces = keyspaces;
    }

    /// <summary>The hosts that keep a token's data, the first owner first; empty where that is not known.</summary>
    public ReadOnlySpan<Host> ReplicasOf(string keyspace, long token)
    {
        if (_tokens.Length == 0) return [];
        var place = Array.BinarySearch(_tokens, token);
        if (place < 0) place = ~place;
        // Behind the highest token comes the lowest again.
        if (place == _tokens.Length) place = 0;
        var known = _replicas.GetOrAdd(keyspace, static (_, ring) => new Host[]?[ring._tokens.Length], this);
        return known[place] ??= Spread(keyspace, place);
    }

    private Host[] Spread(string keyspace, int place) => _keyspaces.GetValueOrDefault(keyspace) switch
    {
        Replication.Simple simple => Simple(place, simple.Factor),
        Replication.ByDatacenter byDatacenter => ByDatacenter(place, byDatacenter.Factors),
        _ => [],
    };

    private Host[] Simple(int place, int factor) => [.. Around(place).Distinct().Take(factor)];

    /// <summary>In each datacenter the hosts of racks not seen yet go first; those passed over fill what is left.</summary>
    private Host[] ByDatacenter(int place, IReadOnlyDictionary<string, int> factors)
    {
        var chosen = new List<Host>();
        foreach (var (datacenter, factor) in factors)
        {
            var hosts = Around(place).Distinct().Where(host => host.Facts.Datacenter == datacenter).ToArray();
            var oneForEachRack = hosts.DistinctBy(host => host.Facts.Rack).ToArray();
            chosen.AddRange(oneForEachRack.Concat(hosts.Except(oneForEachRack)).Take(factor));
        }
        return [.. chosen];
    }

    private IEnumerable<Host> Around(int place) => Enumerable.Range(0, _owners.Length).Select(step => _owners[(place + step) % _owners.Length]);
}
