using System.Globalization;
using System.Text.RegularExpressions;
using Kalends.Load.Servers;
using Kalends.Testing.Cluster;
using MySqlConnector;

namespace Kalends.Scale.Bench;

/// <summary>What has been used and asked so far: processor time of each kind of server, and requests that each kind was sent.</summary>
internal sealed partial record Costs(TimeSpan Api, TimeSpan MySql, TimeSpan Cassandra, TimeSpan Redis)
{
    public double MySqlStatements { get; init; }

    public double CassandraRequests { get; init; }

    public double RedisCommands { get; init; }

    /// <param name="apis">The processes that are asked.</param>
    /// <param name="servers">Null for the embedded set.</param>
    public static async Task<Costs> Read(IReadOnlyList<ServerProcess> apis, BackingServers? servers)
    {
        var api = TimeSpan.FromTicks(apis.Sum(process => process.Usage.Cpu.Ticks));
        if (servers is null) return new Costs(api, default, default, default);
        return new Costs(api, OfAll("mariadbd"), OfAll("java"), OfAll("redis-server"))
        {
            MySqlStatements = (await Task.WhenAll(servers.Databases.Select(Statements))).Sum(),
            CassandraRequests = (await Task.WhenAll(apis.Select(CqlRequests))).Sum(),
            RedisCommands = await Commands(servers.Redis),
        };
    }

    public static Costs operator -(Costs after, Costs before) =>
        new(after.Api - before.Api, after.MySql - before.MySql, after.Cassandra - before.Cassandra, after.Redis - before.Redis)
        {
            MySqlStatements = after.MySqlStatements - before.MySqlStatements,
            CassandraRequests = after.CassandraRequests - before.CassandraRequests,
            RedisCommands = after.RedisCommands - before.RedisCommands,
        };

    private static TimeSpan OfAll(string program)
    {
        var used = TimeSpan.Zero;
        foreach (string process in Directory.EnumerateDirectories("/proc").Where(path => int.TryParse(Path.GetFileName(path), out _)))
        {
            try
            {
                if (File.ReadAllText(Path.Combine(process, "comm")).Trim() == program)
                    used += ProcessUsage.Of(int.Parse(Path.GetFileName(process), CultureInfo.InvariantCulture)).Cpu;
            }
            catch (IOException)
            {
                continue; // it ended meanwhile
            }
        }
        return used;
    }

    private static async Task<double> Statements(MariaDbServer server)
    {
        await using var connection = new MySqlConnection(server.ConnectionString(""));
        await connection.OpenAsync();
        await using var command = new MySqlCommand("SHOW GLOBAL STATUS WHERE Variable_name IN ('Com_select', 'Com_insert', 'Com_update', 'Com_delete', 'Com_commit')", connection);
        await using MySqlDataReader reader = await command.ExecuteReaderAsync();
        double sum = 0;
        while (await reader.ReadAsync()) sum += double.Parse(reader.GetString(1), CultureInfo.InvariantCulture);
        return sum;
    }

    private static async Task<double> CqlRequests(ServerProcess api)
    {
        using var client = new HttpClient();
        string metrics = await client.GetStringAsync(new Uri(api.Address, "/metrics"));
        return CqlCount().Matches(metrics).Sum(match => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
    }

    private static async Task<double> Commands(string redis)
    {
        int colon = redis.LastIndexOf(':');
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(redis[..colon], int.Parse(redis[(colon + 1)..], CultureInfo.InvariantCulture));
        await using Stream stream = client.GetStream();
        await stream.WriteAsync("INFO stats\r\nQUIT\r\n"u8.ToArray());
        using var reader = new StreamReader(stream);
        return double.Parse(RedisCount().Match(await reader.ReadToEndAsync()).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^kalends_cql_request_duration_seconds_count\S*\s+(\d+)", RegexOptions.Multiline)]
    private static partial Regex CqlCount();

    [GeneratedRegex(@"total_commands_processed:(\d+)")]
    private static partial Regex RedisCount();
}
