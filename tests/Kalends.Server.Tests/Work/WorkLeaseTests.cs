using Kalends.Server.Tests.Running;
using Kalends.Server.Work;
using Kalends.Testing.InMemory;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Kalends.Server.Tests.Work;

/// <summary>Several workers over one storage set share the chores.</summary>
public sealed class WorkLeaseTests
{
    [Fact]
    public async Task A_chore_runs_in_one_of_two_processes_and_in_the_other_when_that_one_stops()
    {
        var state = new InMemoryState();
        Counted first = new(), second = new();
        await using var one = await Start(state, first);
        await Until(() => first.Runs > 2);
        await using var two = await Start(state, second);
        int before = first.Runs;
        await Until(() => first.Runs > before + 5);
        Assert.Equal(0, second.Runs);
        await one.Stop();
        int last = first.Runs;
        await Until(() => second.Runs > 2);
        Assert.Equal(last, first.Runs);
    }

    private static Task<TestServer> Start(InMemoryState state, Counted chore) => TestServer.Start(new TestSetup
    {
        Storage = new InMemoryStorageSet(TimeProvider.System, state),
        Replace = services => services.AddSingleton<IChore>(chore),
    });

    private static async Task Until(Func<bool> condition)
    {
        while (!condition()) await Task.Delay(20, TestContext.Current.CancellationToken);
    }

    private sealed class Counted : IChore
    {
        private int runs;

        public int Runs => Volatile.Read(ref runs);

        public TimeSpan Rest => TimeSpan.FromMilliseconds(20);

        public Task Run(Instant now, CancellationToken stopping)
        {
            Interlocked.Increment(ref runs);
            return Task.CompletedTask;
        }
    }
}
