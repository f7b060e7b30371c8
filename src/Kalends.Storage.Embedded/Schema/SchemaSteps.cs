using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Kalends.Storage.Embedded.Sqlite;

namespace Kalends.Storage.Embedded.Schema;

/// <summary>
/// Numbered scripts that make the schema, each run once and remembered with its checksum. A script that was released is never changed:
/// a file made by another text of it, or by a later version, is refused in words.
/// </summary>
internal static class SchemaSteps
{
    private static readonly Sql ReadDone = new("SELECT number, checksum FROM schema_steps ORDER BY number");
    private static readonly Sql AddDone = new("INSERT INTO schema_steps (number, name, checksum, applied_at) VALUES (?1, ?2, ?3, ?4)");

    /// <summary>Those built into this version, by number.</summary>
    public static IReadOnlyList<SchemaStep> BuiltIn { get; } =
        [.. typeof(SchemaSteps).Assembly.GetManifestResourceNames().Where(IsScript).Select(Load).OrderBy(step => step.Number)];

    /// <summary>Runs what is missing, within the writer's transaction.</summary>
    public static int Apply(Connection connection, IReadOnlyList<SchemaStep> steps, DateTimeOffset now)
    {
        connection.Execute(
            """
            CREATE TABLE IF NOT EXISTS schema_steps (
                number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT
            """);
        int done = Verify(connection, steps);
        foreach (SchemaStep step in steps.Skip(done))
        {
            connection.Execute(step.Script);
            connection.Use(AddDone).Bind(1, step.Number).Bind(2, step.Name).Bind(3, step.Checksum).Bind(4, now.ToUnixTimeSeconds()).Run();
        }
        return steps.Count - done;
    }

    private static int Verify(Connection connection, IReadOnlyList<SchemaStep> steps)
    {
        int done = 0;
        using Statement rows = connection.Use(ReadDone);
        for (; rows.Step(); done++)
        {
            if (done == steps.Count)
                throw new StorageException("The data file was made by a later version of Kalends. Start that, or restore a backup.");
            if (rows.Integer(0) != steps[done].Number || rows.Text(1) != steps[done].Checksum)
                throw new StorageException(
                    $"Schema step {steps[done].Name} is not the one the data file was made with. Released steps must not be changed.");
        }
        return done;
    }

    private static bool IsScript(string resource) => resource.EndsWith(".sql", StringComparison.Ordinal);

    private static SchemaStep Load(string resource)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return new SchemaStep(int.Parse(resource.AsSpan(0, 3), CultureInfo.InvariantCulture), resource, reader.ReadToEnd());
    }
}

/// <summary>One script.</summary>
internal sealed record SchemaStep(int Number, string Name, string Script)
{
    /// <summary>SHA-256 of the text, in hexadecimal.</summary>
    public string Checksum => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Script)));
}
