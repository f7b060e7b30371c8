using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Kalends.Testing.Cluster;

/// <summary>The statements that came to one database of a server, from its general log.</summary>
public sealed partial class StatementLog(MariaDbServer server, string database)
{
    private readonly Dictionary<int, string> databases = [];
    private long position;

    /// <summary>What came since this was last asked.</summary>
    public async Task<IReadOnlyList<string>> ReadNewAsync()
    {
        var found = new List<string>();
        foreach (var line in await ReadLinesAsync())
        {
            if (Entry().Match(line) is not { Success: true } entry) continue;
            var connection = int.Parse(entry.Groups["connection"].Value, CultureInfo.InvariantCulture);
            var text = entry.Groups["text"].Value;
            if (entry.Groups["kind"].Value == "Connect") databases[connection] = DatabaseName().Match(text).Groups["name"].Value;
            else if (entry.Groups["kind"].Value == "Init DB") databases[connection] = text;
            else if (entry.Groups["kind"].Value is "Query" or "Execute" && databases.GetValueOrDefault(connection) == database) found.Add(text);
        }
        return found;
    }

    /// <summary>Whole lines only: the server may be in the middle of one. Other tests fill the log too, so none of it is read twice.</summary>
    private async Task<string[]> ReadLinesAsync()
    {
        await using var file = new FileStream(server.GeneralLog, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Position = position;
        var fresh = new byte[file.Length - position];
        await file.ReadExactlyAsync(fresh);
        var end = fresh.AsSpan().LastIndexOf((byte)'\n') + 1;
        position += end;
        return Encoding.UTF8.GetString(fresh, 0, end).Split('\n');
    }

    [GeneratedRegex(@"^(\d{6}\s+\d?\d:\d\d:\d\d)?\s+(?<connection>\d+)\s(?<kind>Connect|Query|Execute|Init DB)\s(?<text>.*)$")]
    private static partial Regex Entry();

    [GeneratedRegex(@" on (?<name>\S*)")]
    private static partial Regex DatabaseName();
}
