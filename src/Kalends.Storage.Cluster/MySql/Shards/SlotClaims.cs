using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MySqlConnector;

namespace Kalends.Storage.Cluster.MySql.Shards;

/// <summary>
/// Gives the slots that no server knows yet to those the configuration names. Only when every server answers: one that is silent may have
/// them. From then on the servers know, and the configuration is only where it began.
/// </summary>
internal static class SlotClaims
{
    private const int FirstEpoch = 1;

    public static async Task Make(ImmutableArray<MySqlServer> servers, CancellationToken cancellation)
    {
        var known = new HashSet<int>();
        foreach (MySqlServer server in servers) known.UnionWith(await ReadKnown(server, cancellation));
        foreach (MySqlServer server in servers)
        {
            int[] free = [.. server.Options.Slots.SelectMany(range => Enumerable.Range(range.First, range.Last - range.First + 1)).Where(known.Add)];
            foreach (int[] some in free.Chunk(512)) await Claim(server, some, cancellation);
        }
    }

    private static async Task<ImmutableArray<int>> ReadKnown(MySqlServer server, CancellationToken cancellation)
    {
        await using MySqlConnection connection = await server.Open(cancellation);
        await using var command = new MySqlCommand("SELECT slot FROM slots", connection);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        return await rows.ReadAll(static row => row.GetInt32(0), cancellation);
    }

    private static async Task Claim(MySqlServer server, int[] slots, CancellationToken cancellation)
    {
        var text = new StringBuilder("INSERT IGNORE INTO slots (slot, epoch, state) VALUES ");
        text.AppendJoin(',', slots.Select(slot => string.Create(CultureInfo.InvariantCulture, $"({slot},{FirstEpoch},{(int)SlotState.Open})")));
        await using MySqlConnection connection = await server.Open(cancellation);
        await using var command = new MySqlCommand(text.ToString(), connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
