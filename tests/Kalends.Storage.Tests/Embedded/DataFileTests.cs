using System.Diagnostics;
using Kalends.Domain.Events;
using Kalends.Domain.Occurrences;
using Kalends.Storage.Embedded;
using Kalends.Storage.Embedded.Occurrences;
using Kalends.Storage.Embedded.Schema;
using Kalends.Storage.Embedded.Sqlite;
using Kalends.Storage.Leases;
using Kalends.Storage.Occurrences;
using Kalends.Testing.Building;
using NodaTime;

namespace Kalends.Storage.Tests.Embedded;

public sealed class DataFileTests : IAsyncDisposable
{
    private static readonly Sql SelectFeeds = new("SELECT count(*) FROM feeds");
    private static readonly Sql SelectProjected = new(
        "SELECT (SELECT count(*) FROM hidden_faces), (SELECT count(*) FROM occurrences), (SELECT count(*) FROM faces)");
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
    public async Task Other_users_of_the_machine_cannot_read_the_data()
    {
        await using StorageSet set = await lab.Open();
        await set.Events.Commit(Make.Commit(Make.Event(Make.CalendarId())), default);
        string[] files = Directory.GetFiles(lab.Path, "kalends.db*");
        Assert.True(files.Length > 1);
        if (OperatingSystem.IsWindows()) return;
        foreach (string file in files) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public void Schema_steps_are_numbered_without_gaps_or_doubles() =>
        Assert.Equal(Enumerable.Range(1, SchemaSteps.BuiltIn.Count), SchemaSteps.BuiltIn.Select(step => step.Number));

    [Fact]
    public async Task Events_that_were_stored_before_uids_had_a_column_are_found_by_uid()
    {
        Event made = Make.Event(Make.CalendarId()) with { ICalUid = "old@example.org" };
        await using (StorageSet set = await lab.Open()) await set.Events.Commit(Make.Commit(made), default);
        using (Connection connection = Connection.Open(Path.Combine(lab.Path, "kalends.db"), readOnly: false))
            connection.Execute("UPDATE events SET ical_uid = NULL");
        await using StorageSet again = await lab.Open();
        Assert.Equal(made.Id, Assert.Single(await again.Events.FindByUid(made.CalendarId, [made.ICalUid], default)).Id);
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
                new OccurrenceQuery(calendar, Make.Monday, Make.Monday + Duration.FromDays(1)) { Limit = 10 }, default);
            Assert.Equal(page.Sequence, page.Unprojected.Length);
        })));
        await writing;
    }

    [Fact]
    public async Task A_reader_does_not_wait_for_a_writer_in_the_middle_of_its_transaction()
    {
        await (await lab.Open()).DisposeAsync();
        await using var database = new Database(lab.Path);
        using ManualResetEventSlim begun = new(), gate = new();
        Task<bool> writing = database.Write(0, (connection, _) =>
        {
            connection.Execute("INSERT INTO feeds (calendar_id, head, floor) VALUES (1, 1, 0)");
            begun.Set();
            return gate.Wait(TimeSpan.FromSeconds(30));
        }, default);
        begun.Wait(TimeSpan.FromSeconds(30));
        Assert.Equal(0, await CountFeeds(database));
        gate.Set();
        Assert.True(await writing);
        Assert.Equal(1, await CountFeeds(database));
    }

    [Fact]
    public async Task What_a_dead_process_left_hidden_is_swept_at_the_next_start()
    {
        Event series = Make.Series(Make.CalendarId());
        await using (StorageSet set = await lab.Open()) await set.Events.Commit(Make.Commit(series), default);
        Occurrence[] many = [.. Enumerable.Range(0, 5_000).Select(minute =>
            Make.Occurrence(series, Make.Monday + Duration.FromMinutes(minute), Duration.FromMinutes(1), Make.Face(series)))];
        await using (var database = new Database(lab.Path))
            await database.Write(new PreparedProjection(Make.Projection(series, many)), (connection, prepared) =>
            {
                FaceRange range = new ProjectionWriter(() => { }).Begin(connection, prepared)!.Value;
                ProjectionWriter.AddOccurrences(connection, prepared, range, 0..4_500);
                return range;
            }, default);
        Assert.Equal((1, 4_500, 1), CountProjected());
        await using StorageSet next = await lab.Open();
        while (CountProjected() != (0, 0, 0)) await Task.Delay(10);
    }

    [Fact]
    public async Task Signals_reach_every_subscription_until_it_is_disposed()
    {
        await using StorageSet set = await lab.Open();
        var calendar = Make.CalendarId();
        List<long> first = [], second = [];
        IDisposable subscription = set.Signals.Subscribe((_, sequence) => first.Add(sequence));
        using (set.Signals.Subscribe((_, sequence) => second.Add(sequence))) set.Signals.Changed(calendar, 1);
        set.Signals.Changed(calendar, 2);
        subscription.Dispose();
        set.Signals.Changed(calendar, 3);
        Assert.Equal([1, 2], first);
        Assert.Equal([1], second);
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

    private static ValueTask<long> CountFeeds(Database database) => database.Read(0, static (connection, _) =>
    {
        using Statement row = connection.Use(SelectFeeds);
        row.Step();
        return row.Integer(0);
    }, default);

    private (long Hidden, long Occurrences, long Faces) CountProjected()
    {
        using Connection connection = Connection.Open(Path.Combine(lab.Path, "kalends.db"), readOnly: false);
        using Statement row = connection.Use(SelectProjected);
        row.Step();
        return (row.Integer(0), row.Integer(1), row.Integer(2));
    }

    private Process StartWriter(string before = "exec")
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Kalends.WriteLoad");
        var start = new ProcessStartInfo("bash", ["-c", $"{before} '{program}' '{lab.Path}' 1"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }

    [Fact]
    public async Task A_lease_of_an_earlier_run_is_free_and_the_next_token_is_greater()
    {
        Lease? first, second;
        await using (StorageSet set = await lab.Open()) first = await set.Leases.TryTake("work", "one", Duration.FromHours(1), default);
        await using (StorageSet set = await lab.Open()) second = await set.Leases.TryTake("work", "two", Duration.FromHours(1), default);
        Assert.True(second!.Token > first!.Token);
        // As an earlier version left it, which stored each lease.
        using (Connection connection = Connection.Open(Path.Combine(lab.Path, "kalends.db"), readOnly: false))
            connection.Execute($"REPLACE INTO leases (name, owner, token, until_ms, run) VALUES ('other', 'one', {second.Token + 41}, 0, x'00')");
        await using StorageSet again = await lab.Open();
        Assert.True((await again.Leases.TryTake("other", "two", Duration.FromHours(1), default))!.Token > second.Token + 41);
    }
}
