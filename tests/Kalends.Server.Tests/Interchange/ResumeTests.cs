using Kalends.Server.Tests.Running;
using Kalends.Testing.InMemory;
using Microsoft.Extensions.Time.Testing;
using static Kalends.Server.Tests.Interchange.FileCalls;

namespace Kalends.Server.Tests.Interchange;

public sealed class ResumeTests
{
    private static readonly FakeTimeProvider Clock = new(new DateTimeOffset(2026, 3, 20, 8, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(0)]
    public async Task A_death_midway_loses_nothing_and_sending_the_file_again_finishes_it(int commits)
    {
        var (state, faults) = (new InMemoryState(), new Faults());
        string token, work;
        var file = Calendar(Inside(Many(250)), Weekly("b", "Weekly"), Instance("b", "20260511", "Moved"));
        await using (var server = await Start(new InMemoryStorageSet(Clock, state, null, faults)))
        {
            var (ada, calendar) = await ImportTests.Ada(server);
            (token, work) = (ada.Token!, calendar);
            faults.DieBefore(Step.WritePartition, commits);
            (await ada.Import(work, file)).Must(500);
        }
        await using var again = await Start(new InMemoryStorageSet(Clock, state));
        var after = new TestUser(again.Http, token);
        var (created, updated, unchanged, refused) = (await after.Import(work, file)).Must(200).Counts();
        Assert.Equal((252, 0, 0), (created + unchanged, updated, refused));
        Assert.Equal(commits > 0, unchanged > 0);
        Assert.Equal((0, 0, 252, 0), (await after.Import(work, file)).Must(200).Counts());
        Assert.Equal(251, (await after.Get($"/calendars/{work}/changes?pageSize=2500")).Must(200).Items().Count);
    }

    /// <summary>An API process alone: no worker takes part in the dying.</summary>
    private static Task<TestServer> Start(InMemoryStorageSet set) =>
        TestServer.Start(new TestSetup { Storage = set, Clock = Clock, Arguments = ["--roles", "api"] });
}
