using System.Diagnostics;
using Kalends.Server.Tests.Running;
using Microsoft.Extensions.Time.Testing;

namespace Kalends.Server.Tests.Users;

public sealed class SessionTimeTests(SharedServer shared)
{
    private readonly TestServer server = shared.Server;

    [Fact]
    public async Task A_session_ends_when_it_said_it_would()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        await using var own = await TestServer.Start(new TestSetup { Clock = clock, Arguments = ["--Kalends:SessionLifetime", "02:00:00"] });
        var ada = await own.SignUp();
        clock.Advance(TimeSpan.FromHours(2) - TimeSpan.FromSeconds(1));
        (await ada.Get("/users/me")).Must(200);
        clock.Advance(TimeSpan.FromSeconds(1));
        (await ada.Get("/users/me")).MustBeProblem(401);
    }

    [Fact]
    public async Task An_unknown_address_takes_as_long_as_a_wrong_password()
    {
        var ada = await server.SignUp();
        var (known, unknown) = (new List<double>(), new List<double>());
        for (var i = 0; i < 15; i++)
        {
            known.Add(await Time(ada.Email));
            unknown.Add(await Time("nobody@example.org"));
        }
        // Without the hash the unknown address would be answered in a tenth of the time.
        Assert.InRange(Median(unknown) / Median(known), 0.5, 2);

        async Task<double> Time(string email)
        {
            var watch = Stopwatch.StartNew();
            (await server.Nobody.Post("/sessions", new { email, password = "wrong password" })).Must(401);
            return watch.Elapsed.TotalMilliseconds;
        }
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
