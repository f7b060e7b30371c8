using System.Globalization;
using MySqlConnector;

namespace Kalends.Storage.Cluster.MySql.Schema;

/// <summary>
/// Brings one server up to date, under a lock that all processes share: steps that are missing are run, in order, and remembered with
/// their checksums. A step that was broken off is run again from its start.
/// </summary>
internal sealed class SchemaUpdate(MySqlConnection connection, TimeProvider clock)
{
    private const int LockSeconds = 60;
    private const string Lock = "kalends schema";

    public async Task Run(IReadOnlyList<SchemaStep> steps, TableStorage storage, CancellationToken cancellation)
    {
        if (await Ask($"SELECT GET_LOCK('{Lock}', {LockSeconds})", cancellation) is not "1")
            throw new StorageException("Another process has been changing the schema of a MySQL server for a minute.");
        try
        {
            await Execute(
                """
                CREATE TABLE IF NOT EXISTS schema_steps (
                    number INT PRIMARY KEY, name VARCHAR(120) NOT NULL, checksum CHAR(64) NOT NULL, applied_at BIGINT NOT NULL)
                """, cancellation);
            int done = await Verify(steps, cancellation);
            foreach (SchemaStep step in steps.Skip(done)) await Apply(step, storage, cancellation);
        }
        finally
        {
            await Ask($"SELECT RELEASE_LOCK('{Lock}')", CancellationToken.None);
        }
    }

    private async Task<int> Verify(IReadOnlyList<SchemaStep> steps, CancellationToken cancellation)
    {
        await using var command = new MySqlCommand("SELECT number, checksum FROM schema_steps ORDER BY number", connection);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        int done = 0;
        for (; await rows.ReadAsync(cancellation); done++)
        {
            if (done == steps.Count) throw new StorageException("A MySQL server was set up by a later version of Kalends. Start that one.");
            if (rows.GetInt32(0) != steps[done].Number || rows.GetString(1) != steps[done].Checksum)
                throw new StorageException(
                    $"Schema step {steps[done].Name} is not the one a MySQL server was set up with. Released steps must not be changed.");
        }
        return done;
    }

    private async Task Apply(SchemaStep step, TableStorage storage, CancellationToken cancellation)
    {
        foreach (string statement in step.Statements(storage)) await Execute(statement, cancellation);
        await using var remember = new MySqlCommand(
            "INSERT INTO schema_steps (number, name, checksum, applied_at) VALUES (@number, @name, @checksum, @now)", connection);
        remember.Parameters.AddWithValue("@number", step.Number);
        remember.Parameters.AddWithValue("@name", step.Name);
        remember.Parameters.AddWithValue("@checksum", step.Checksum);
        remember.Parameters.AddWithValue("@now", clock.GetUtcNow().ToUnixTimeSeconds());
        await remember.ExecuteNonQueryAsync(cancellation);
    }

    private async Task Execute(string statement, CancellationToken cancellation)
    {
        await using var command = new MySqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private async Task<string?> Ask(string statement, CancellationToken cancellation)
    {
        await using var command = new MySqlCommand(statement, connection);
        return Convert.ToString(await command.ExecuteScalarAsync(cancellation), CultureInfo.InvariantCulture);
    }
}
