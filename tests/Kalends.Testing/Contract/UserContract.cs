using System.Collections.Immutable;
using Kalends.Domain.Identity;
using Kalends.Storage.Users;
using Kalends.Testing.Building;
using NodaTime;
using Xunit;

namespace Kalends.Testing.Contract;

/// <summary>Accounts, credentials and keyed answers.</summary>
public abstract class UserContract(StorageLab lab) : StorageContract(lab)
{
    private static readonly ImmutableArray<byte> Hash = [1, 2, 3], OtherHash = [4, 5, 6];

    [Fact]
    public async Task A_user_is_found_by_id_and_by_address_without_case()
    {
        User user = Make.User("Ada.Lovelace@Example.org") with { Preferences = AllPreferences() };
        Assert.True(await Set.Users.TryCreate(user, "argon", Cancellation));
        Assert.Equivalent(user, await Set.Users.Find(user.Id, Cancellation), strict: true);
        Assert.Equal(user.Id, await Set.Users.FindByEmail(new EmailAddress("ADA.lovelace@example.ORG"), Cancellation));
        Assert.Equal("argon", await Set.Users.FindPasswordHash(user.Id, Cancellation));
    }

    [Fact]
    public async Task Many_users_are_found_at_once_and_unknown_ones_are_absent()
    {
        User[] users = [Make.User(), Make.User()];
        foreach (User user in users) await Set.Users.TryCreate(user, "argon", Cancellation);
        ImmutableArray<User> found = await Set.Users.FindMany([users[0].Id, Make.UserId(), users[1].Id], Cancellation);
        Assert.Equal(users.Select(user => user.Id).Order(), found.Select(user => user.Id).Order());
        Assert.Empty(await Set.Users.FindMany([], Cancellation));
    }

    [Fact]
    public async Task Users_who_are_asked_for_by_many_at_once_are_found()
    {
        User[] users = [.. Enumerable.Range(0, 30).Select(_ => Make.User())];
        foreach (User user in users) await Set.Users.TryCreate(user, "argon", Cancellation);
        var found = await Task.WhenAll(users.Select(user => Set.Users.FindMany([user.Id, users[0].Id, Make.UserId()], Cancellation)));
        Assert.Equal(
            users.Select(user => new[] { user.Id, users[0].Id }.Distinct().Order()), found.Select(some => some.Select(user => user.Id).Distinct().Order()));
    }

    [Fact]
    public async Task An_unknown_user_is_null()
    {
        Assert.Null(await Set.Users.Find(Make.UserId(), Cancellation));
        Assert.Null(await Set.Users.FindByEmail(new EmailAddress("nobody@example.org"), Cancellation));
        Assert.Null(await Set.Users.FindPasswordHash(Make.UserId(), Cancellation));
    }

    [Fact]
    public async Task Of_twenty_who_want_one_address_at_once_one_gets_it()
    {
        User[] users = [.. Enumerable.Range(0, 20).Select(n => Make.User(n % 2 == 0 ? "one@example.org" : "ONE@Example.org"))];
        bool[] made = await Task.WhenAll(users.Select(user => Task.Run(() => Set.Users.TryCreate(user, "argon", Cancellation))));
        User winner = users[made.Index().Single(pair => pair.Item).Index];
        Assert.Equal(winner.Id, await Set.Users.FindByEmail(winner.Email, Cancellation));
        foreach (User loser in users.Where(user => user != winner)) Assert.Null(await Set.Users.Find(loser.Id, Cancellation));
    }

    [Fact]
    public async Task A_user_is_replaced_at_the_next_revision_only()
    {
        User user = Make.User();
        await Set.Users.TryCreate(user, "argon", Cancellation);
        User renamed = user with { Name = "Countess", Revision = 2 };
        Assert.True(await Set.Users.TryReplace(renamed, Cancellation));
        Assert.False(await Set.Users.TryReplace(renamed, Cancellation));
        Assert.False(await Set.Users.TryReplace(renamed with { Revision = 4 }, Cancellation));
        Assert.False(await Set.Users.TryReplace(renamed with { Revision = 3, Email = new EmailAddress("x@example.org") }, Cancellation));
        Assert.Equal("Countess", (await Set.Users.Find(user.Id, Cancellation))!.Name);
    }

    [Fact]
    public async Task A_session_lives_until_it_is_removed_or_swept()
    {
        var user = Make.UserId();
        var session = new Session(user, Hash, Make.Monday, Make.Monday + Duration.FromDays(1));
        await Set.Credentials.AddSession(session, Cancellation);
        await Set.Credentials.AddSession(session with { TokenHash = OtherHash, ExpiresAt = Make.Monday }, Cancellation);
        Assert.Equal(session.ExpiresAt, (await Set.Credentials.FindSession(user, Hash, Cancellation))!.ExpiresAt);
        Assert.Null(await Set.Credentials.FindSession(Make.UserId(), Hash, Cancellation));
        await Set.Credentials.RemoveExpiredSessions(Make.Monday + Duration.FromHours(1), Cancellation);
        Assert.Null(await Set.Credentials.FindSession(user, OtherHash, Cancellation));
        await Set.Credentials.RemoveSession(user, Hash, Cancellation);
        Assert.Null(await Set.Credentials.FindSession(user, Hash, Cancellation));
    }

    [Fact]
    public async Task App_passwords_are_listed_oldest_first_and_revoked_one_by_one()
    {
        var user = Make.UserId();
        AppPassword[] passwords = [.. Enumerable.Range(0, 3).Select(n =>
            new AppPassword(Make.EventId().Value, user, $"phone {n}", Hash, Make.Monday + Duration.FromMinutes(-n)))];
        foreach (AppPassword password in passwords) await Set.Credentials.AddAppPassword(password, Cancellation);
        ImmutableArray<AppPassword> listed = await Set.Credentials.ListAppPasswords(user, Cancellation);
        Assert.Equal(["phone 2", "phone 1", "phone 0"], listed.Select(password => password.Label));
        Assert.Equal(Hash, listed[0].SecretHash);
        Assert.False(await Set.Credentials.RemoveAppPassword(Make.UserId(), passwords[0].Id, Cancellation));
        Assert.True(await Set.Credentials.RemoveAppPassword(user, passwords[0].Id, Cancellation));
        Assert.False(await Set.Credentials.RemoveAppPassword(user, passwords[0].Id, Cancellation));
        Assert.Equal(2, (await Set.Credentials.ListAppPasswords(user, Cancellation)).Length);
    }

    [Fact]
    public async Task The_first_answer_to_a_keyed_request_is_the_one_that_is_kept()
    {
        var user = Make.UserId();
        KeyedAnswer first = Answer(user, 201) with { Location = "/events/1", ETag = "\"1\"" };
        Assert.Equivalent(first, await Set.Idempotency.Keep(first, Cancellation));
        Assert.Equal(201, (await Set.Idempotency.Keep(Answer(user, 409), Cancellation)).Status);
        Assert.Equivalent(first, await Set.Idempotency.Find(user, first.Path, first.Key, Cancellation));
        Assert.Null(await Set.Idempotency.Find(Make.UserId(), first.Path, first.Key, Cancellation));
        await Set.Idempotency.RemoveOlderThan(Make.Monday + Duration.FromSeconds(1), Cancellation);
        Assert.Null(await Set.Idempotency.Find(user, first.Path, first.Key, Cancellation));
    }

    private static KeyedAnswer Answer(UserId user, int status) => new()
    {
        UserId = user, Path = "POST /calendars", Key = "k", BodyHash = Hash, Status = status, Body = [], At = Make.Monday,
    };

    private static Preferences AllPreferences() => Make.Preferences() with
    {
        Locale = "de-CH", WeekStart = IsoDayOfWeek.Sunday, DefaultReminders = [5, 1440],
        WorkingHours = ImmutableDictionary<IsoDayOfWeek, ImmutableArray<TimeSpanOfDay>>.Empty
            .Add(IsoDayOfWeek.Friday, [new(new LocalTime(8, 0), new LocalTime(12, 0)), new(new LocalTime(13, 0), new LocalTime(17, 30))]),
        Channels = new ChannelPreferences(Email: false, Push: true, Sms: true, PhoneNumber: "+41790000000") { Webhook = true },
        QuietHours = new TimeSpanOfDay(new LocalTime(22, 0), new LocalTime(7, 0)), DigestAt = new LocalTime(6, 30),
    };
}
