using System.Collections.Concurrent;
using System.Diagnostics;
using Kalends.Domain.Calendars;
using Kalends.Domain.Identity;
using Kalends.Storage.Cluster;
using Kalends.Storage.Cluster.MySql.Moving;
using Kalends.Testing.Building;

namespace Kalends.Storage.Tests.Cluster;

/// <summary>Slots move from one server to another while users write, and nothing is lost.</summary>
public sealed class MoveTests(ClusterServers servers) : IAsyncLifetime
{
    private const int Writers = 8;
    private readonly TwoShardsLab lab = new(servers);
    private readonly ConcurrentDictionary<UserId, User> written = new();
    private StorageSet? opened;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private StorageSet Set => opened!;

    public async ValueTask InitializeAsync() => opened = await lab.Open();

    public async ValueTask DisposeAsync()
    {
        if (opened is not null) await opened.DisposeAsync();
        await lab.DisposeAsync();
    }

    [Fact]
    public async Task Half_of_a_server_moves_there_and_back_under_writes_and_nothing_is_lost()
    {
        using var stop = new CancellationTokenSource();
        Task<TimeSpan>[] load = [.. Enumerable.Range(0, Writers).Select(_ => Task.Run(() => Write(stop.Token), Cancellation))];
        await Until(() => written.Count > 100);
        var half = new SlotRange(0, 1023);
        await Move(half, "second");
        int before = written.Count;
        await Until(() => written.Count > before + 100);
        await Move(half, "first");
        await stop.CancelAsync();
        TimeSpan[] longest = await Task.WhenAll(load);
        TestContext.Current.TestOutputHelper?.WriteLine($"{written.Count} users written; the longest write took {longest.Max().TotalMilliseconds:0} ms");
        foreach (User user in written.Values)
        {
            Assert.Equal(user.Revision, (await Set.Users.Find(user.Id, Cancellation))?.Revision);
            Assert.Single(await Set.Calendars.ListOwned(user.Id, Cancellation));
        }
        Assert.Equal(written.Count, (await AllCalendars()).Distinct().Count());
    }

    [Fact]
    public async Task Many_users_are_found_together_by_a_set_that_slept_through_the_move_of_one()
    {
        User[] users = [.. Enumerable.Range(0, 20).Select(_ => NewUser())];
        foreach (User user in users) await Set.Users.TryCreate(user, "argon", Cancellation);
        UserId[] ids = [.. users.Select(user => user.Id).Order()];
        Assert.Equal(ids, (await Set.Users.FindMany(ids, Cancellation)).Select(user => user.Id).Order());
        var slot = new SlotRange((int)(ids[0].Value & 4095), (int)(ids[0].Value & 4095));
        await Move(slot, slot.First < 2048 ? "second" : "first");
        Assert.Equal(ids, (await Set.Users.FindMany(ids, Cancellation)).Select(user => user.Id).Order());
        Assert.Equal(ids, (await Set.Users.FindMany(ids, Cancellation)).Select(user => user.Id).Order());
    }

    [Fact]
    public async Task A_set_that_slept_through_a_move_finds_what_moved()
    {
        User user = NewUser();
        await Set.Users.TryCreate(user, "argon", Cancellation);
        var slot = new SlotRange((int)(user.Id.Value & 4095), (int)(user.Id.Value & 4095));
        await Move(slot, slot.First < 2048 ? "second" : "first");
        Assert.NotNull(await Set.Users.Find(user.Id, Cancellation));
        Assert.True(await Set.Users.TryReplace(user with { Revision = 2 }, Cancellation));
    }

    [Fact]
    public async Task A_move_that_was_broken_off_is_run_again()
    {
        User user = NewUser();
        await Set.Users.TryCreate(user, "argon", Cancellation);
        int own = (int)(user.Id.Value & 4095);
        var range = own < 2048 ? new SlotRange(0, 2047) : new SlotRange(2048, 4095);
        string target = own < 2048 ? "second" : "first";
        using var breaking = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Move(range, target, _ => breaking.Cancel(), breaking.Token));
        Assert.True(await Set.Users.TryReplace(user with { Revision = 2 }, Cancellation));
        await Move(range, target);
        Assert.Equal(2, (await Set.Users.Find(user.Id, Cancellation))!.Revision);
        Assert.True(await Set.Users.TryReplace(user with { Revision = 3 }, Cancellation));
    }

    [Fact]
    public async Task A_fence_that_nobody_ends_is_over_after_its_time()
    {
        User user = NewUser();
        await Set.Users.TryCreate(user, "argon", Cancellation);
        foreach (var server in await lab.Primaries())
            await server.AdministerAsync($"UPDATE `{lab.Name}`.slots SET state = 2, fence_until = UNIX_TIMESTAMP(NOW(3)) * 1000 + 500 WHERE state = 0");
        Assert.NotNull(await Set.Users.Find(user.Id, Cancellation));
        Assert.True(await Set.Users.TryReplace(user with { Revision = 2 }, Cancellation));
    }

    [Fact]
    public async Task A_move_that_died_between_source_and_target_is_finished_by_whoever_asks()
    {
        User user = NewUser();
        await Set.Users.TryCreate(user, "argon", Cancellation);
        int own = (int)(user.Id.Value & 4095);
        var (source, target) = own < 2048 ? ("first", "second") : ("second", "first");
        await Move(new SlotRange(own, own), target);
        var primaries = (await lab.Primaries()).ToList();
        await primaries[target == "first" ? 0 : 1].AdministerAsync($"UPDATE `{lab.Name}`.slots SET state = 4, peer = '{source}' WHERE slot = {own}");
        Assert.NotNull(await Set.Users.Find(user.Id, Cancellation));
        Assert.True(await Set.Users.TryReplace(user with { Revision = 2 }, Cancellation));
    }

    [Fact]
    public async Task What_cannot_be_moved_is_refused_in_words()
    {
        await Assert.ThrowsAsync<StorageException>(() => Move(new SlotRange(2000, 2100), "first"));
        await Assert.ThrowsAsync<StorageException>(() => Move(new SlotRange(0, 10), "third"));
        await Assert.ThrowsAsync<StorageException>(() => Move(new SlotRange(0, 10), "first"));
    }

    [Fact]
    public async Task Every_table_with_a_slot_is_moved_and_none_that_tells_of_slots()
    {
        var server = (await lab.Primaries()).First();
        var tables = (await server.AskAsync(
            $"""
            SELECT GROUP_CONCAT(table_name) AS names FROM information_schema.columns
            WHERE table_schema = '{lab.Name}' AND column_name = 'slot'
            """))["names"].Split(',');
        Assert.Equal(tables.Except(["slots", "slot_changes"]).Order(), MovedTable.All.Select(table => table.Name).Order());
    }

    private async Task<TimeSpan> Write(CancellationToken stop)
    {
        TimeSpan longest = default;
        while (!stop.IsCancellationRequested)
        {
            long begun = Stopwatch.GetTimestamp();
            User user = NewUser();
            Assert.True(await Set.Users.TryCreate(user, "argon", Cancellation));
            var calendar = Make.Calendar(user.Id) with { Id = Set.Calendars.Place(user.Id, Make.CalendarId().Value) };
            Assert.True(await Set.Calendars.TryCreate(calendar, Cancellation));
            written[user.Id] = user;
            User edited = user with { Revision = 2 };
            Assert.True(await Set.Users.TryReplace(edited, Cancellation));
            written[user.Id] = edited;
            Assert.Equal(2, (await Set.Users.Find(user.Id, Cancellation))!.Revision);
            if (Stopwatch.GetElapsedTime(begun) is var took && took > longest) longest = took;
        }
        return longest;
    }

    private User NewUser()
    {
        User user = Make.User();
        return user with { Id = Set.Users.Place(user.Email, user.Id.Value) };
    }

    private async Task<List<CalendarId>> AllCalendars()
    {
        await lab.Settle(Set);
        var page = await Set.Calendars.ListAll(null, int.MaxValue - 1, Cancellation);
        return [.. page.Items.Select(calendar => calendar.Id)];
    }

    private Task Move(SlotRange range, string target) => Move(range, target, _ => { }, Cancellation);

    private async Task Move(SlotRange range, string target, Action<string> tell, CancellationToken cancellation)
    {
        await using var shards = ClusterShards.Open(lab.Options);
        await shards.Move(range, target, tell, cancellation);
    }

    private static async Task Until(Func<bool> condition)
    {
        while (!condition()) await Task.Delay(20, Cancellation);
    }
}
