using Kalends.Domain.Calendars;
using Kalends.Domain.Identity;
using Kalends.Testing.Building;
using Kalends.Testing.Cluster;

namespace Kalends.Storage.Tests.Cluster;

/// <summary>What a process leaves that dies between two servers is finished or undone by whoever meets it, and by mending.</summary>
public sealed class MendTests(ClusterServers servers) : IAsyncLifetime
{
    private const string LongAgo = "UNIX_TIMESTAMP() - 1000";
    private readonly TwoShardsLab lab = new(servers);
    private StorageSet? opened;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private StorageSet Set => opened!;

    public async ValueTask InitializeAsync() => opened = await lab.Open();

    public async ValueTask DisposeAsync()
    {
        if (opened is not null) await opened.DisposeAsync();
        await lab.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_user_whose_maker_died_before_the_address_was_given_is_there_when_met_or_mended(bool isMended)
    {
        User user = await MakeApart();
        await Everywhere($"UPDATE users SET pending_since = {LongAgo} WHERE user_id = {user.Id}");
        await Everywhere($"UPDATE user_emails SET reserved_since = {LongAgo} WHERE user_id = {user.Id}");
        Assert.Null(await Set.Users.FindByEmail(user.Email, Cancellation));
        if (isMended) await Set.Mend(Cancellation);
        else Assert.NotNull(await Set.Users.Find(user.Id, Cancellation));
        Assert.Equal(user.Id, await Set.Users.FindByEmail(user.Email, Cancellation));
        Assert.True(await Set.Users.TryReplace(user with { Revision = 2 }, Cancellation));
        Assert.False(await Set.Users.TryCreate(Make.User(user.Email.Text), "argon", Cancellation));
    }

    [Fact]
    public async Task A_user_whose_maker_died_after_the_address_was_given_is_there()
    {
        User user = await MakeApart();
        await Everywhere($"UPDATE users SET pending_since = {LongAgo} WHERE user_id = {user.Id}");
        Assert.Equal("argon", await Set.Users.FindPasswordHash(user.Id, Cancellation));
        Assert.True(await Set.Users.TryReplace(user with { Revision = 2 }, Cancellation));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_address_that_was_only_reserved_becomes_free(bool isMended)
    {
        User user = await MakeApart();
        await Everywhere($"DELETE FROM users WHERE user_id = {user.Id}");
        await Everywhere($"UPDATE user_emails SET reserved_since = UNIX_TIMESTAMP() WHERE user_id = {user.Id}");
        Assert.False(await Set.Users.TryCreate(Make.User(user.Email.Text), "argon", Cancellation));
        await Everywhere($"UPDATE user_emails SET reserved_since = {LongAgo} WHERE user_id = {user.Id}");
        if (isMended) await Set.Mend(Cancellation);
        Assert.True(await Set.Users.TryCreate(Make.User(user.Email.Text), "argon", Cancellation));
    }

    [Fact]
    public async Task A_user_whose_address_went_to_another_is_forgotten()
    {
        User user = await MakeApart();
        UserId other = Make.UserId();
        await Everywhere($"UPDATE users SET pending_since = {LongAgo} WHERE user_id = {user.Id}");
        await Everywhere($"UPDATE user_emails SET user_id = {other} WHERE user_id = {user.Id}");
        await Set.Mend(Cancellation);
        Assert.Null(await Set.Users.Find(user.Id, Cancellation));
        Assert.Null(await Set.Users.FindPasswordHash(user.Id, Cancellation));
        Assert.Equal(other, await Set.Users.FindByEmail(user.Email, Cancellation));
    }

    [Fact]
    public async Task A_word_that_was_not_told_is_told_and_one_that_comes_late_changes_nothing()
    {
        (Calendar calendar, UserId grantee) = await Share();
        await Everywhere($"INSERT INTO link_outbox SELECT slot, owner_id, calendar_id, user_id, sequence, 1 FROM share_grants WHERE user_id = {grantee}");
        await Everywhere($"DELETE FROM calendar_links WHERE user_id = {grantee}");
        Assert.Empty(await Set.Calendars.ListLinked(grantee, Cancellation));
        await Set.Mend(Cancellation);
        Assert.Equal([calendar.Id], await Set.Calendars.ListLinked(grantee, Cancellation));
        await Everywhere($"INSERT INTO link_outbox SELECT slot, owner_id, calendar_id, user_id, sequence - 1, 0 FROM share_grants WHERE user_id = {grantee}");
        await Set.Mend(Cancellation);
        Assert.Equal([calendar.Id], await Set.Calendars.ListLinked(grantee, Cancellation));
    }

    [Fact]
    public async Task A_link_that_got_lost_is_made_again_by_the_round_over_all_grants()
    {
        (Calendar calendar, UserId grantee) = await Share();
        await Everywhere($"DELETE FROM calendar_links WHERE user_id = {grantee}");
        while ((await Set.Calendars.ListLinked(grantee, Cancellation)).IsEmpty) await Set.Mend(Cancellation);
        Assert.Equal([calendar.Id], await Set.Calendars.ListLinked(grantee, Cancellation));
    }

    /// <summary>A user who does not lie where the address lies.</summary>
    private async Task<User> MakeApart()
    {
        User user = Make.User();
        while (Set.Users.Place(user.Email, user.Id.Value) == user.Id) user = Make.User();
        Assert.True(await Set.Users.TryCreate(user, "argon", Cancellation));
        return user;
    }

    private async Task<(Calendar Calendar, UserId Grantee)> Share()
    {
        (Calendar calendar, UserId grantee) = (Make.Calendar(), Make.UserId());
        await Set.Calendars.TryCreate(calendar, Cancellation);
        await Set.Calendars.PutShare(new Share(calendar.Id, calendar.OwnerId, grantee, Permission.View, Make.Monday), Cancellation);
        return (calendar, grantee);
    }

    private async Task Everywhere(string statement)
    {
        foreach (MariaDbServer server in await lab.Primaries()) await server.AdministerAsync($"USE `{lab.Name}`; {statement}");
    }
}
