using System.Globalization;
using Kalends.Server.Tests.Running;
using Microsoft.Extensions.Time.Testing;

namespace Kalends.Server.Tests.Conventions;

public sealed class RateLimitTests
{
    private static readonly TestSetup Limited = new()
    {
        Arguments =
        [
            "--Kalends:RateLimits:Enabled", "true", "--Kalends:RateLimits:AddressBurst", "40", "--Kalends:RateLimits:AddressPerSecond", "1",
            "--Kalends:RateLimits:UserBurst", "30", "--Kalends:RateLimits:UserPerSecond", "1",
        ],
    };

    [Fact]
    public async Task Whoever_floods_is_told_when_to_come_back()
    {
        await using var server = await TestServer.Start(Limited);
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => server.Nobody.Get("/users/me")));
        var refused = answers.Where(answer => (int)answer.Status == 429).ToList();
        Assert.NotEmpty(refused);
        Assert.InRange(int.Parse(refused[0].MustBeProblem(429).Header("Retry-After"), CultureInfo.InvariantCulture), 1, 60);
        Assert.InRange(answers.Length - refused.Count, 40, 99);
    }

    [Fact]
    public async Task A_flood_from_one_user_does_not_touch_another()
    {
        await using var server = await TestServer.Start(Limited);
        var (ada, ben) = (await server.SignUp(), await server.SignUp("Ben"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => ada.Get("/calendars")));
        Assert.Contains(answers, answer => (int)answer.Status == 429);
        (await ben.Get("/calendars")).Must(200);
    }

    [Fact]
    public async Task A_probe_is_never_refused_or_a_healthy_process_would_be_killed()
    {
        await using var server = await TestServer.Start(Limited);
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => server.Nobody.Get("/health/live")));
        Assert.All(answers, answer => answer.Must(200));
    }

    [Fact]
    public async Task Limits_can_be_switched_off()
    {
        await using var server = await TestServer.Start();
        var answers = await Task.WhenAll(Enumerable.Range(0, 400).Select(_ => server.Nobody.Get("/users/me")));
        Assert.All(answers, answer => answer.Must(401));
    }

    [Fact]
    public async Task Wrong_passwords_slow_down_one_pair_of_address_and_account_only()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        await using var server = await TestServer.Start(Limited with { Clock = clock });
        var (ada, ben) = (await server.SignUp(), await server.SignUp("Ben"));
        for (var i = 0; i < 5; i++) (await LogIn(ada, "wrong password")).MustBeProblem(401);
        (await LogIn(ada, TestUser.Password)).MustBeProblem(429);
        (await LogIn(ben, TestUser.Password)).Must(201);
        clock.Advance(TimeSpan.FromSeconds(1));
        (await LogIn(ada, TestUser.Password)).Must(201);
        (await LogIn(ada, "wrong password")).MustBeProblem(401);

        Task<Response> LogIn(TestUser who, string password) => server.Nobody.Post("/sessions", new { email = who.Email, password });
    }

    [Fact]
    public async Task However_many_wrong_passwords_the_wait_stays_within_a_minute()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        await using var server = await TestServer.Start(Limited with { Clock = clock });
        var ada = await server.SignUp();
        for (var i = 0; i < 20; i++)
        {
            (await server.Nobody.Post("/sessions", new { email = ada.Email, password = "wrong password" })).MustBeProblem(401);
            clock.Advance(TimeSpan.FromMinutes(1));
        }
        (await server.Nobody.Post("/sessions", new { email = ada.Email, password = TestUser.Password })).Must(201);
    }
}
