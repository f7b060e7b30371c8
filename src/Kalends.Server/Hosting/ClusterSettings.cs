using System.Collections.Immutable;
using Kalends.Storage.Cluster;

namespace Kalends.Server.Hosting;

/// <summary>Reads which servers keep the data, where the configuration says <c>Kalends:Storage=cluster</c>.</summary>
internal static class ClusterSettings
{
    private const string Servers = "Kalends:MySql:Servers", Points = "Kalends:Cassandra:ContactPoints";

    /// <summary>Null for the embedded set.</summary>
    public static ClusterOptions? Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Kalends");
        var settings = new Settings(section);
        return settings.Text("Storage") switch
        {
            null or "embedded" => null,
            "cluster" => new ClusterOptions
            {
                MySql = ReadServers(section.GetSection("MySql:Servers")), Cassandra = ReadCassandra(settings), Redis = settings.Text("Redis"),
            },
            _ => throw new InvalidConfigurationException("Kalends:Storage", "must be embedded or cluster"),
        };
    }

    private static ImmutableArray<MySqlServerOptions> ReadServers(IConfigurationSection section)
    {
        ImmutableArray<MySqlServerOptions> servers = [.. section.GetChildren().Select(ReadServer)];
        if (servers.IsEmpty) throw new InvalidConfigurationException(Servers, "must name at least one MySQL server");
        if (servers.Select(server => server.Name).Distinct().Count() < servers.Length)
            throw new InvalidConfigurationException(Servers, "must give each server a name of its own");
        var twice = servers.SelectMany(server => server.Slots).SelectMany(range => Enumerable.Range(range.First, range.Last - range.First + 1))
            .GroupBy(slot => slot).FirstOrDefault(slot => slot.Skip(1).Any());
        return twice is null ? servers : throw new InvalidConfigurationException(Servers, $"gives slot {twice.Key} to two servers");
    }

    private static MySqlServerOptions ReadServer(IConfigurationSection section)
    {
        var settings = new Settings(section);
        var defaults = new MySqlServerOptions { Name = "", ConnectionString = "" };
        return new MySqlServerOptions
        {
            Name = Required(settings, section, "Name"),
            ConnectionString = Required(settings, section, "ConnectionString"),
            Slots = [.. Words(settings.Text("Slots")).Select(text =>
                SlotRange.Parse(text) ?? throw new InvalidConfigurationException($"{section.Path}:Slots", "must be ranges within 0-4095, such as 0-2047"))],
            ReadReplicas = [.. section.GetSection("ReadReplicas").GetChildren().Select(replica => replica.Value).OfType<string>()],
            MaxConnections = settings.Count("MaxConnections") ?? defaults.MaxConnections,
            SpiderShards = [.. section.GetSection("SpiderShards").GetChildren().Select(shard => new SpiderShardOptions(
                Required(new Settings(shard), shard, "Name"), Required(new Settings(shard), shard, "ConnectionString")))],
        };
    }

    private static CassandraOptions ReadCassandra(Settings settings)
    {
        var defaults = new CassandraOptions { ContactPoints = [.. Words(settings.Text("Cassandra:ContactPoints"))] };
        if (defaults.ContactPoints.IsEmpty) throw new InvalidConfigurationException(Points, "must name at least one node");
        return defaults with
        {
            Port = settings.Count("Cassandra:Port") ?? defaults.Port,
            Keyspace = settings.Text("Cassandra:Keyspace") ?? defaults.Keyspace,
            Datacenter = settings.Text("Cassandra:Datacenter"),
            ReplicationFactor = settings.Count("Cassandra:ReplicationFactor") ?? defaults.ReplicationFactor,
            User = settings.Text("Cassandra:User"),
            Password = settings.Text("Cassandra:Password"),
            Tls = settings.Flag("Cassandra:Tls") ?? defaults.Tls,
            Room = ServerOptions.ReadRoom(settings),
            MostCalendarBytes = settings.Count("Cassandra:CalendarBytes") ?? defaults.MostCalendarBytes,
        };
    }

    private static string Required(Settings settings, IConfigurationSection section, string key) =>
        settings.Text(key) ?? throw new InvalidConfigurationException($"{section.Path}:{key}", "is required");

    private static string[] Words(string? text) => text?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}
