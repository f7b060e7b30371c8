using System.Globalization;
using System.Text.RegularExpressions;

namespace Kalends.Testing.Cluster;

/// <summary>The statements that came to one database of a server, from its general log.</summary>
public sealed partial class StatementLog(MariaDbServer server, string database)
{
    private int seen;

    /// <summary>What came since this was last asked.</summary>
    public async Task<IReadOnlyList<string>> ReadNewAsync()
    {
        var all = await ReadAsync();
        var fresh = all.Skip(seen).ToList();
        seen = all.Count;
        return fresh;
    }

    private async Task<IReadOnlyList<string>> ReadAsync()
    {
        var databases = new Dictionary<int, string>();
        var found = new List<string>();
        await using var file = new FileStream(server.GeneralLog, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        while (await reader.ReadLineAsync() is { } line)
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

    [GeneratedRegex(@"^(\d{6}\s+\d?\d:\d\d:\d\d)?\s+(?<connection>\d+)\s(?<kind>Connect|Query|Execute|Init DB)\s(?<text>.*)$")]
    private static partial Regex Entry();

    [GeneratedRegex(@" on (?<name>\S*)")]
    private static partial Regex DatabaseName();
}
