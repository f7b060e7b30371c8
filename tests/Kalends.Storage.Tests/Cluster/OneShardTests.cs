using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Storage.Users;
using Kalends.Testing.Building;
using Kalends.Testing.Cluster;
using NodaTime;

namespace Kalends.Storage.Tests.Cluster;

/// <summary>The servers' own logs of statements say which of them an operation came to.</summary>
public sealed class OneShardTests(ClusterServers servers) : IAsyncLifetime
{
    private static readonly ImmutableArray<byte> Hash = [1, 2, 3];
    private readonly TwoShardsLab lab = new(servers);
    private StorageSet? opened;
    private StatementLog[] logs = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private StorageSet Set => opened!;

    public async ValueTask InitializeAsync()
    {
        opened = await lab.Open();
        logs = [.. (await lab.Primaries()).Select(server => new StatementLog(server, lab.Name))];
        await CountServers();
    }

    public async ValueTask DisposeAsync()
    {
        if (opened is not null) await opened.DisposeAsync();
        await lab.DisposeAsync();
    }

    [Fact]
    public async Task What_one_user_does_comes_to_one_server()
    {
        for (int n = 0; n < 6; n++)
        {
            User user = NewUser();
            var calendar = Make.Calendar(user.Id) with { Id = Set.Calendars.Place(user.Id, Make.CalendarId().Value) };
            var session = new Session(user.Id, Hash, Make.Monday, Make.Monday + Duration.FromDays(1));
            await OnOneServer(async () =>
            {
                Assert.True(await Set.Calendars.TryCreate(calendar, Cancellation));
                Assert.True(await Set.Users.TryCreate(user, "argon", Cancellation));
                Assert.Equal(user.Id, await Set.Users.FindByEmail(user.Email, Cancellation));
                Assert.NotNull(await Set.Users.FindPasswordHash(user.Id, Cancellation));
                await Set.Credentials.AddSession(session, Cancellation);
                Assert.NotNull(await Set.Credentials.FindSession(user.Id, Hash, Cancellation));
                Assert.NotNull(await Set.Users.Find(user.Id, Cancellation));
                Assert.True(await Set.Users.TryReplace(user with { Revision = 2 }, Cancellation));
                Assert.NotNull(await Set.Calendars.Find(calendar.Id, user.Id, Cancellation));
                Assert.Single(await Set.Calendars.ListOwned(user.Id, Cancellation));
                Assert.Empty(await Set.Calendars.ListLinked(user.Id, Cancellation));
                Assert.Empty(await Set.Calendars.ListShares(calendar, Cancellation));
                var trashed = calendar with { Version = 2, Deleted = new Deletion(Make.Monday, user.Id) };
                Assert.True(await Set.Calendars.TryReplace(trashed, Cancellation));
                await Set.Calendars.Purge(trashed, Cancellation);
                await Set.Credentials.RemoveSession(user.Id, Hash, Cancellation);
            });
        }
    }

    [Fact]
    public async Task Sharing_comes_to_the_servers_of_both_and_reading_what_is_shared_to_the_owners()
    {
        (User owner, User grantee) = (NewUser(), NewUser());
        while (IsOnFirst(owner) == IsOnFirst(grantee)) grantee = NewUser();
        var calendar = Make.Calendar(owner.Id) with { Id = Set.Calendars.Place(owner.Id, Make.CalendarId().Value) };
        await Set.Calendars.TryCreate(calendar, Cancellation);
        await CountServers();
        await Set.Calendars.PutShare(new Share(calendar.Id, owner.Id, grantee.Id, Permission.View, Make.Monday), Cancellation);
        Assert.Equal(2, await CountServers());
        await OnOneServer(async () => Assert.Equal(Permission.View, (await Set.Calendars.Find(calendar.Id, grantee.Id, Cancellation))!.Grant));
        await OnOneServer(async () => Assert.Single(await Set.Calendars.ListLinked(grantee.Id, Cancellation)));
    }

    private User NewUser()
    {
        User user = Make.User();
        return user with { Id = Set.Users.Place(user.Email, user.Id.Value) };
    }

    private static bool IsOnFirst(User user) => (user.Id.Value & 4095) < 2048;

    private async Task OnOneServer(Func<Task> operation)
    {
        await operation();
        Assert.Equal(1, await CountServers());
    }

    /// <summary>How many servers statements came to since this was last asked.</summary>
    private async Task<int> CountServers()
    {
        int count = 0;
        foreach (StatementLog log in logs) count += (await log.ReadNewAsync()).Count > 0 ? 1 : 0;
        return count;
    }
}
