using Kalends.Storage.Embedded.Sqlite;
using Kalends.Storage.Embedded.Writing;

namespace Kalends.Storage.Tests.Embedded;

public sealed class WriterTests : IDisposable
{
    private static readonly Sql Insert = new("INSERT INTO numbers (number, padding) VALUES (?1, zeroblob(?2))");
    private static readonly Sql Sum = new("SELECT count(*) FROM numbers");
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kalends-writer-");

    [Fact]
    public async Task A_write_that_fails_hurts_none_of_those_it_was_grouped_with()
    {
        await using Writer writer = await Open();
        using var gate = new ManualResetEventSlim();
        Task blocking = writer.Write(gate, static (_, gate) => gate.Wait(TimeSpan.FromSeconds(30)), default);
        Task<int>[] writes = [.. Enumerable.Range(0, 20).Select(number => writer.Write(number, static (connection, number) =>
        {
            int stored = Add(connection, number, 1);
            return number == 7 ? throw new InvalidOperationException("This one is bad.") : stored;
        }, default))];
        gate.Set();
        await blocking;
        for (int number = 0; number < writes.Length; number++)
            if (number == 7) await Assert.ThrowsAsync<InvalidOperationException>(() => writes[7]);
            else Assert.Equal(1, await writes[number]);
        Assert.Equal(19, await Count(writer));
    }

    [Fact]
    public async Task A_full_disk_fails_the_writes_that_wait_and_those_after_it_succeed_again()
    {
        await using Writer writer = await Open("PRAGMA max_page_count = 50");
        var failure = await Assert.ThrowsAsync<StorageException>(() =>
            writer.Write(0, static (connection, _) => Add(connection, 1, 1 << 20), default));
        Assert.Contains("full", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, await writer.Write(2, static (connection, number) => Add(connection, number, 10), default));
        await writer.Write(0, static (connection, _) =>
        {
            connection.Execute("PRAGMA max_page_count = 100000");
            return true;
        }, default);
        Assert.Equal(1, await writer.Write(3, static (connection, number) => Add(connection, number, 1 << 20), default));
        Assert.Equal(2, await Count(writer));
    }

    [Fact]
    public async Task What_was_accepted_is_written_before_the_writer_stops()
    {
        Writer writer = await Open();
        using var gate = new ManualResetEventSlim();
        Task blocking = writer.Write(gate, static (_, gate) => gate.Wait(TimeSpan.FromSeconds(30)), default);
        Task<int>[] accepted = [.. Enumerable.Range(0, 50).Select(number =>
            writer.Write(number, static (connection, number) => Add(connection, number, 1), default))];
        Task stopping = writer.DisposeAsync().AsTask();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => writer.Write(0, static (connection, _) => Add(connection, 99, 1), default));
        gate.Set();
        await Task.WhenAll([blocking, stopping, .. accepted]);
        await using Writer next = await Open();
        Assert.Equal(50, await Count(next));
    }

    [Fact]
    public async Task Who_finds_the_queue_full_waits_and_can_give_up()
    {
        await using Writer writer = await Open();
        using var gate = new ManualResetEventSlim();
        Task blocking = writer.Write(gate, static (_, gate) => gate.Wait(TimeSpan.FromSeconds(30)), default);
        using var patience = new CancellationTokenSource();
        Task<int>[] writes = [.. Enumerable.Range(0, 3_000).Select(number =>
            writer.Write(number, static (connection, number) => Add(connection, number, 1), patience.Token))];
        await patience.CancelAsync();
        gate.Set();
        await blocking;
        int refused = 0;
        foreach (Task<int> write in writes)
            try
            {
                await write;
            }
            catch (OperationCanceledException)
            {
                refused++;
            }
        Assert.InRange(refused, 1, 2_999);
        Assert.Equal(writes.Length - refused, await Count(writer));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private async Task<Writer> Open(string setting = "")
    {
        var writer = new Writer(() =>
        {
            Connection connection = Connection.Open(Path.Combine(folder.FullName, "numbers.db"), readOnly: false);
            connection.Execute($"PRAGMA journal_mode = WAL; {setting}");
            return connection;
        });
        await writer.Write(0, static (connection, _) =>
        {
            connection.Execute("CREATE TABLE IF NOT EXISTS numbers (number INTEGER PRIMARY KEY, padding BLOB)");
            return true;
        }, default);
        return writer;
    }

    private static int Add(Connection connection, int number, long size) =>
        connection.Use(Insert).Bind(1, number).Bind(2, size).Run();

    private static Task<long> Count(Writer writer) => writer.Write(0, static (connection, _) =>
    {
        using Statement row = connection.Use(Sum);
        row.Step();
        return row.Integer(0);
    }, default);
}
