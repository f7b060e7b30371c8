using System.Net;
using Kalends.Testing.Cassandra;
using MySqlConnector;

namespace Kalends.Testing.Cluster;

/// <summary>One MariaDB, which can be stopped, killed, paused and started again with its data.</summary>
public sealed class MariaDbServer
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(30);

    private readonly MariaDbFolder folder;
    private LifelineProcess? process;

    internal MariaDbServer(MariaDbFolder folder, IPAddress address)
    {
        this.folder = folder;
        Address = address;
    }

    public IPAddress Address { get; }

    public bool IsRunning => process is { HasEnded: false };

    /// <summary>Every statement it was sent, where the settings asked for it.</summary>
    public string GeneralLog => folder.GeneralLog;

    /// <summary>For the program under test.</summary>
    public string ConnectionString(string database) => $"Server={Address};Port={MariaDbFolder.Port};User=app;Password=app;Database={database}";

    /// <summary>Starts it and waits until it answers.</summary>
    /// <exception cref="InvalidOperationException">It did not; with the end of its log.</exception>
    public async Task StartAsync()
    {
        if (IsRunning) return;
        process = await LifelineProcess.StartAsync(folder.Console, "mariadbd", folder.Arguments());
        using var limit = new CancellationTokenSource(LongestStart);
        while (!await AnswersAsync())
        {
            if (!IsRunning || limit.IsCancellationRequested)
                throw new InvalidOperationException($"MariaDB at {Address} did not start.\n{await LogTailAsync()}");
            await Task.Delay(50);
        }
    }

    /// <summary>Asks it to end, as an operator would; kills it if it takes too long.</summary>
    public async Task StopAsync()
    {
        if (process is not { HasEnded: false } running) return;
        Signal.Continue(running.Pid);
        Signal.Terminate(running.Pid);
        var ended = running.WaitForEndAsync();
        if (await Task.WhenAny(ended, Task.Delay(LongestStop)) != ended) await KillAsync();
    }

    /// <summary>Kills it as a power cut would.</summary>
    public async Task KillAsync()
    {
        if (process is not { HasEnded: false } running) return;
        Signal.Kill(running.Pid);
        await running.WaitForEndAsync();
    }

    /// <summary>Freezes it: it keeps its connections and says nothing.</summary>
    public void Pause() => Signal.Stop(process!.Pid);

    public void Resume() => Signal.Continue(process!.Pid);

    /// <summary>As an operator writes it into its configuration: from its next start on it is nobody's replica.</summary>
    internal void BecomePrimary() => folder.IsReplica = false;

    /// <summary>Runs statements as an administrator.</summary>
    public async Task AdministerAsync(string statements)
    {
        await using var connection = new MySqlConnection(Admin);
        await connection.OpenAsync();
        await using var command = new MySqlCommand(statements, connection) { CommandTimeout = 60 };
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Asks as an administrator: the first row, by column.</summary>
    public async Task<IReadOnlyDictionary<string, string>> AskAsync(string statement)
    {
        await using var connection = new MySqlConnection(Admin);
        await connection.OpenAsync();
        await using var command = new MySqlCommand(statement, connection);
        await using var row = await command.ExecuteReaderAsync();
        if (!await row.ReadAsync()) return new Dictionary<string, string>();
        return Enumerable.Range(0, row.FieldCount).ToDictionary(row.GetName, column => row.IsDBNull(column) ? "" : $"{row.GetValue(column)}");
    }

    private string Admin => $"Server={Address};Port={MariaDbFolder.Port};User=admin;Password=admin;Pooling=false;AllowUserVariables=true";

    private async Task<bool> AnswersAsync()
    {
        try
        {
            await AskAsync("SELECT 1");
            return true;
        }
        catch (MySqlException)
        {
            return false;
        }
    }

    private async Task<string> LogTailAsync()
    {
        var tail = new List<string>();
        foreach (var file in new[] { folder.Console, folder.Log })
            if (File.Exists(file)) tail.AddRange((await File.ReadAllLinesAsync(file)).TakeLast(15));
        return string.Join('\n', tail);
    }
}
