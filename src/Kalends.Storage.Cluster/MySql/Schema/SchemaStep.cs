using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Kalends.Storage.Cluster.MySql.Schema;

/// <summary>One numbered script. Once released it is never changed.</summary>
internal sealed partial record SchemaStep(int Number, string Name, string Script)
{
    private const string Folder = "MySql/";

    /// <summary>Those of this version, by number.</summary>
    public static IReadOnlyList<SchemaStep> BuiltIn { get; } =
        [.. typeof(SchemaStep).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Select(Load).OrderBy(step => step.Number)];

    /// <summary>SHA-256 of the text, in hexadecimal.</summary>
    public string Checksum => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Script)));

    /// <summary>Each statement, for a server that stores tables in this way.</summary>
    public IEnumerable<string> Statements(TableStorage storage) =>
        CreateTable().Replace(Comment().Replace(Script, ""), table => table.Groups["head"].Value + storage.Clause(table.Groups["name"].Value))
            .Split(";\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static SchemaStep Load(string resource)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        string name = resource[Folder.Length..];
        return new SchemaStep(int.Parse(name.AsSpan(0, 3), CultureInfo.InvariantCulture), name, reader.ReadToEnd());
    }

    [GeneratedRegex(@"(?<head>CREATE TABLE IF NOT EXISTS (?<name>\w+)[^;]*?)\{storage\}")]
    private static partial Regex CreateTable();

    [GeneratedRegex("^--.*\n", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
