using Kalends.Server.Tests.Running;
using Kalends.Testing.InMemory;
using Microsoft.Extensions.Time.Testing;

namespace Kalends.Server.Tests.Conventions;

/// <summary>How long a key is known, and by which process.</summary>
public sealed class IdempotencyLifeTests
{
    private const string Key = "Idempotency-Key";

    [Fact]
    public async Task After_a_day_the_key_is_new()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        await using var own = await TestServer.Start(new TestSetup { Clock = clock });
        var ada = await own.SignUp();
        var first = await ada.Post("/calendars", new { name = "Work" }, (Key, "k1"));
        clock.Advance(TimeSpan.FromHours(24));
        var second = await ada.Post("/calendars", new { name = "Play" }, (Key, "k1"));
        Assert.NotEqual(first.Must(201).Text("calendarId"), second.Must(201).Text("calendarId"));
    }

    [Theory]
    [InlineData(Step.StoreCalendar)]
    [InlineData(Step.Answer)]
    [InlineData(Step.Single)]
    public async Task A_repeat_after_a_crash_makes_nothing_twice(Step death)
    {
        var folder = Directory.CreateTempSubdirectory("kalends-test-");
        var state = new InMemoryState();
        var faults = new Faults();
        TestUser ada;
        await using (var first = await Start(faults))
        {
            ada = await first.SignUp();
            faults.DieBefore(death, after: death == Step.Single ? 3 : 0); // three reads, then the answer is to be kept
            (await ada.Post("/calendars", new { name = "Work" }, (Key, "k1"))).Must(500);
        }
        await using (var second = await Start(new Faults()))
        {
            var again = new TestUser(second.Http, ada.Token);
            (await again.Post("/calendars", new { name = "Work" }, (Key, "k1"))).Must(201);
            Assert.Single((await again.Get("/calendars")).Items(), calendar => calendar.GetProperty("name").GetString() == "Work");
        }
        folder.Delete(recursive: true);

        Task<TestServer> Start(Faults with) => TestServer.Start(new TestSetup
        {
            Folder = folder.FullName,
            Storage = new InMemoryStorageSet(TimeProvider.System, state, faults: with),
        });
    }
}
