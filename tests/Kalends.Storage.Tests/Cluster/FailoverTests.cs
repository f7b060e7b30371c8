using System.Collections.Concurrent;
using Kalends.Domain.Identity;
using Kalends.Storage.Cluster;
using Kalends.Storage.Cluster.MySql;
using Kalends.Testing.Building;
using Kalends.Testing.Cluster;

namespace Kalends.Storage.Tests.Cluster;

/// <summary>Servers that die, come back and are replaced, under a set that goes on.</summary>
public sealed class FailoverTests(ClusterServers servers)
{
    private const string Database = "kalends";
    private static readonly MariaDbSettings Durable = new() { SyncsWrites = true };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_acknowledged_survives_a_killed_primary_and_writers_wait_for_it()
    {
        MariaDbServer server = await StartServer();
        await using var shards = await Open(Options("only", server, SlotRange.All));
        var written = new ConcurrentDictionary<UserId, User>();
        int failed = 0;
        using var stop = new CancellationTokenSource();
        Task[] load = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
                if (await TryCreate(shards) is { } user) written[user.Id] = user;
                else Interlocked.Increment(ref failed);
        }, Cancellation))];
        await Until(() => written.Count > 50);
        await server.KillAsync();
        int before = written.Count;
        await server.StartAsync();
        await Until(() => written.Count > before + 50);
        await stop.CancelAsync();
        await Task.WhenAll(load);
        foreach (User user in written.Values) Assert.NotNull(await shards.Users.Find(user.Id, Cancellation));
        // Only a commit whose answer got lost is not tried again: at most one for each writer.
        Assert.InRange(failed, 0, load.Length);
    }

    [Fact]
    public async Task A_promoted_replica_takes_over_and_is_not_read_before()
    {
        MariaDbPair pair = await servers.OwnServers().StartPairAsync(Durable);
        await pair.Primary.AdministerAsync($"CREATE DATABASE {Database}");
        await pair.CatchUpAsync();
        var options = Options("pair", pair.Primary, SlotRange.All) with { ConnectionString = pair.EitherConnectionString(Database) };
        await using var shards = await Open(options);
        User user = (await TryCreate(shards))!;
        await pair.CatchUpAsync();
        await pair.Primary.KillAsync();

        Task<User?> early = shards.Users.Find(user.Id, Cancellation);
        await Task.Delay(500, Cancellation); // time for a wrong answer; the right one waits for the promotion, or gives up
        Assert.False(early.IsCompletedSuccessfully);
        await pair.PromoteAsync();
        Assert.NotNull(await Patiently(() => shards.Users.Find(user.Id, Cancellation)));
        await ((Task)early).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        Assert.True(await Patiently(() => shards.Users.TryReplace(user with { Revision = 2 }, Cancellation)));
        Assert.Equal(2, (await shards.Users.Find(user.Id, Cancellation))!.Revision);
    }

    [Fact]
    public async Task A_server_that_is_down_hurts_only_its_own_users_and_a_set_can_start_without_it()
    {
        (MariaDbServer first, MariaDbServer second) = (await StartServer(), await StartServer());
        MySqlServerOptions[] options = [Options("first", first, new SlotRange(0, 2047)), Options("second", second, new SlotRange(2048, 4095))];
        await using var shards = await Open(options);
        (User here, User there) = (await NewUser(shards, isOnFirst: true), await NewUser(shards, isOnFirst: false));
        await second.KillAsync();
        await using var late = await Open(options);
        foreach (MySqlShards set in new[] { shards, late })
        {
            Assert.NotNull(await set.Users.Find(here.Id, Cancellation));
            await Assert.ThrowsAsync<StorageException>(() => set.Users.Find(there.Id, Cancellation));
            Assert.Equal([true, false], (await set.Check(Cancellation)).Select(state => state.IsHealthy));
        }
        await second.StartAsync();
        foreach (MySqlShards set in new[] { shards, late })
            Assert.NotNull(await Patiently(() => set.Users.Find(there.Id, Cancellation)));
    }

    private async Task<MariaDbServer> StartServer()
    {
        MariaDbServer server = await servers.OwnServers().StartMariaDbAsync(Durable);
        await server.AdministerAsync($"CREATE DATABASE {Database}");
        return server;
    }

    private static MySqlServerOptions Options(string name, MariaDbServer server, SlotRange slots) =>
        new() { Name = name, ConnectionString = server.ConnectionString(Database), Slots = [slots] };

    private static async Task<MySqlShards> Open(params MySqlServerOptions[] options)
    {
        var shards = new MySqlShards([.. options], TimeProvider.System);
        await shards.Prepare(Cancellation);
        return shards;
    }

    /// <summary>The user, or null where it is not known whether it was made.</summary>
    private static async Task<User?> TryCreate(MySqlShards shards)
    {
        User user = Make.User();
        user = user with { Id = shards.Users.Place(user.Email, user.Id.Value) };
        try
        {
            return await shards.Users.TryCreate(user, "argon", Cancellation) ? user : throw new InvalidOperationException("The address is taken.");
        }
        catch (StorageException)
        {
            return null;
        }
    }

    private static async Task<User> NewUser(MySqlShards shards, bool isOnFirst)
    {
        while (true)
            if (await TryCreate(shards) is { } user && (user.Id.Value & 4095) < 2048 == isOnFirst) return user;
    }

    private static async Task<T> Patiently<T>(Func<Task<T>> ask)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await ask();
            }
            catch (StorageException) when (attempt < 10)
            {
                await Task.Delay(200, Cancellation);
            }
        }
    }

    private static async Task Until(Func<bool> condition)
    {
        while (!condition()) await Task.Delay(20, Cancellation);
    }
}
