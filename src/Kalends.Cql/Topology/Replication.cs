using System.Globalization;

namespace Kalends.Cql.Topology;

/// <summary>How a keyspace spreads its copies.</summary>
internal abstract record Replication
{
    private Replication()
    {
    }

    /// <summary>From the class and options that the schema tables tell. Strategies other than the two known make routing fall back to any host.</summary>
    public static Replication Parse(string strategy, IEnumerable<KeyValuePair<string, string>> options) => strategy.Split('.')[^1] switch
    {
        "SimpleStrategy" => new Simple(ReadFactors(options).GetValueOrDefault("replication_factor")),
        "NetworkTopologyStrategy" => new ByDatacenter(ReadFactors(options)),
        _ => new Unknown(),
    };

    // "3/1" is three copies of which one is transient (Cassandra 4).
    private static Dictionary<string, int> ReadFactors(IEnumerable<KeyValuePair<string, string>> options) => options
        .Where(option => int.TryParse(option.Value.Split('/')[0], NumberStyles.None, CultureInfo.InvariantCulture, out _))
        .ToDictionary(option => option.Key, option => int.Parse(option.Value.Split('/')[0], CultureInfo.InvariantCulture));

    /// <summary>The next so many distinct hosts around the ring.</summary>
    public sealed record Simple(int Factor) : Replication;

    /// <summary>So many in each datacenter, in different racks where there are enough.</summary>
    public sealed record ByDatacenter(IReadOnlyDictionary<string, int> Factors) : Replication;

    /// <summary>A strategy that only the server knows, or one without copies of its own.</summary>
    public sealed record Unknown : Replication;
}
