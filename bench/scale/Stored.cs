using System.Globalization;
using Kalends.Load.Servers;
using MySqlConnector;
using NodaTime;

namespace Kalends.Scale.Bench;

/// <summary>What users and events take up in each table, once written to files: so many bytes of each per user and per event.</summary>
internal sealed class Stored(Programs programs, BackingServers servers, TextWriter output)
{
    private static readonly CrowdSize Size = new("stored", Users: 300, EventsEach: 100);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    public async Task Measure(LocalDate today)
    {
        Dictionary<string, string> environment = await servers.Configure(shards: 1, Size.Name);
        double occurrences;
        using (ServerProcess api = await programs.Start("api,worker", environment))
        {
            Crowd crowd = await Crowd.Make(api.Address, today, Size);
            occurrences = await crowd.OccurrencesEach();
            await UntilProjected(api);
        }
        await servers.FlushCassandra();
        int events = Size.Users * Size.EventsEach;
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"\n{Size.Users} users, {events:N0} events, {occurrences:F1} occurrences in two years of each.\n\n| kept in | table | bytes a user | bytes an event |\n|---|---|--:|--:|"));
        foreach ((string table, long bytes) in servers.CassandraTables(Size.Name)) await Show("Cassandra, one copy", table, bytes);
        foreach ((string table, long bytes) in await MySqlTables()) await Show("MySQL", table, bytes);
    }

    private Task Show(string server, string table, long bytes) => output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
        $"| {server} | {table} | {(double)bytes / Size.Users:F0} | {(double)bytes / (Size.Users * Size.EventsEach):F0} |"));

    /// <summary>A worker that is asked for nothing more has nothing more to ask.</summary>
    private static async Task UntilProjected(ServerProcess worker)
    {
        for (TimeSpan before = default; worker.Usage.Cpu - before > Rest / 20;)
        {
            before = worker.Usage.Cpu;
            await Task.Delay(Rest);
        }
    }

    private async Task<List<(string Table, long Bytes)>> MySqlTables()
    {
        await using var connection = new MySqlConnection(servers.Databases[0].ConnectionString(Size.Name));
        await connection.OpenAsync();
        // One page of 16 KiB at least for each index: a table of two says nothing.
        await using var command = new MySqlCommand(
            "SELECT table_name, data_length + index_length FROM information_schema.tables WHERE table_schema = @name AND data_length > 49152 ORDER BY 2 DESC", connection);
        command.Parameters.AddWithValue("name", Size.Name);
        await using MySqlDataReader rows = await command.ExecuteReaderAsync();
        List<(string, long)> tables = [];
        while (await rows.ReadAsync()) tables.Add((rows.GetString(0), rows.GetInt64(1)));
        return tables;
    }
}
