using System.Diagnostics;
using Kalends.Domain.Events;
using Kalends.Storage.Embedded;
using Kalends.Storage.Embedded.Schema;
using Kalends.Storage.Embedded.Sqlite;
using Kalends.Storage.Occurrences;
using Kalends.Testing.Building;

namespace Kalends.Storage.Tests.Embedded;

public sealed class DataFileTests : IAsyncDisposable
{
    private readonly EmbeddedLab lab = new();

    [Fact]
    public async Task A_second_process_is_refused_in_words_until_the_first_has_ended()
    {
        StorageSet first = await lab.Open();
        using Process second = StartWriter();
        string words = await second.StandardError.ReadToEndAsync();
        await second.WaitForExitAsync();
        Assert.NotEqual(0, second.ExitCode);
        Assert.Contains("in use by another Kalends process", words, StringComparison.Ordinal);
        Assert.Throws<StorageException>(() => EmbeddedStorageSet.Open(lab.Path, TimeProvider.System));
        await first.DisposeAsync();
        await (await lab.Open()).DisposeAsync();
    }

    [Fact]
    public async Task A_file_that_is_not_ours_is_refused_in_words()
    {
        await File.WriteAllTextAsync(Path.Combine(lab.Path, "kalends.db"), new string('x', 9_000));
        var failure = await Assert.ThrowsAsync<StorageException>(lab.Open);
        Assert.Contains("not a database", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_stored_is_there_after_a_restart_and_preparing_again_changes_nothing()
    {
        Event made = Make.Event(Make.CalendarId());
        await using (StorageSet set = await lab.Open()) await set.Events.Commit(Make.Commit(made), default);
        await using StorageSet again = await lab.Open();
        await again.Prepare(default);
        Assert.NotNull(await again.Events.Find(made.CalendarId, made.Id, default));
        Assert.True(Assert.Single(await again.Check(default)).IsHealthy);
    }

    [Fact]
    public void A_changed_schema_step_and_a_later_schema_are_refused_in_words()
    {
        using Connection connection = Connection.Open(Path.Combine(lab.Path, "schema.db"), readOnly: false);
        SchemaStep first = new(1, "001_a.sql", "CREATE TABLE a (x)"), second = new(2, "002_b.sql", "CREATE TABLE b (x)");
        Assert.Equal(1, SchemaSteps.Apply(connection, [first], default));
        Assert.Equal(1, SchemaSteps.Apply(connection, [first, second], default));
        Assert.Equal(0, SchemaSteps.Apply(connection, [first, second], default));
        var changed = Assert.Throws<StorageException>(() =>
            SchemaSteps.Apply(connection, [first with { Script = "CREATE TABLE a (y)" }, second], default));
        Assert.Contains("001_a.sql", changed.Message, StringComparison.Ordinal);
        var later = Assert.Throws<StorageException>(() => SchemaSteps.Apply(connection, [first], default));
        Assert.Contains("later version", later.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_readers_than_connections_all_get_their_turn_while_others_write()
    {
        await using StorageSet set = await lab.Open();
        var calendar = Make.CalendarId();
        Task writing = Task.WhenAll(Enumerable.Range(0, 100).Select(_ => set.Events.Commit(Make.Commit(Make.Event(calendar)), default)));
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(async () =>
        {
            OccurrencePage page = await set.Occurrences.Read(
                new OccurrenceQuery(calendar, Make.Monday, Make.Monday + NodaTime.Duration.FromDays(1)) { Limit = 10 }, default);
            Assert.Equal(page.Sequence, page.Unprojected.Length);
        })));
        await writing;
    }

    [Fact]
    public async Task A_disk_that_takes_no_more_fails_the_writes_and_nothing_acknowledged_is_lost()
    {
        using Process limited = StartWriter("trap '' XFSZ; ulimit -f 6000; DOTNET_EnableWriteXorExecute=0 exec");
        string[] lines = (await limited.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await limited.WaitForExitAsync();
        Assert.Contains("data file cannot be used", await limited.StandardError.ReadToEndAsync(), StringComparison.Ordinal);
        await using StorageSet set = await lab.Open();
        foreach (string[] words in lines.Select(line => line.Split(' ')))
        {
            var calendar = new Domain.Calendars.CalendarId(long.Parse(words[0], null));
            Event? stored = await set.Events.Find(calendar, new EventId(Guid.Parse(words[1])), default);
            Assert.True(stored?.Revision >= long.Parse(words[2], null));
        }
        Assert.NotEmpty(lines);
    }

    public ValueTask DisposeAsync() => lab.DisposeAsync();

    private Process StartWriter(string before = "exec")
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Kalends.WriteLoad");
        var start = new ProcessStartInfo("bash", ["-c", $"{before} '{program}' '{lab.Path}' 1"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }
}
