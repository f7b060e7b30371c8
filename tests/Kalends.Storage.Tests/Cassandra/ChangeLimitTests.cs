using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Storage.Cluster.Cassandra;
using Kalends.Storage.Events;
using Kalends.Testing.Building;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Kalends.Storage.Tests.Cassandra;

/// <summary>A change of a calendar ends in time, whatever the cluster and the changes before it do.</summary>
public sealed class ChangeLimitTests(CassandraServers servers) : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TimeSpan Attempt = TimeSpan.FromSeconds(6);

    private readonly FakeTimeProvider clock = new();
    private readonly CalendarId calendar = Make.CalendarId();
    private CassandraPartitions partitions = null!;

    public async ValueTask InitializeAsync() =>
        partitions = await servers.Open(await servers.MakeOptions(), new CassandraShell(clock, NullLogger.Instance));

    public ValueTask DisposeAsync() => partitions.DisposeAsync();

    [Fact]
    public async Task A_change_that_is_overtaken_again_and_again_is_given_up_in_time()
    {
        await using CassandraPartitions other = await servers.Open(await servers.MakeOptions());
        int attempts = 0;
        partitions.Database.BeforeRequest = async cql =>
        {
            if (cql != "BATCH") return;
            attempts++;
            Assert.IsType<CommitResult.Committed>(await other.Events.Commit(Make.Commit(Make.Event(calendar)), None));
            clock.Advance(Attempt);
        };
        await Assert.ThrowsAsync<StorageException>(() => partitions.Events.Commit(Make.Commit(Make.Event(calendar)), None));
        Assert.Equal(3, attempts);
    }

    [Fact]
    public async Task A_change_waits_in_time_for_one_before_it_that_does_not_end()
    {
        var reached = new TaskCompletionSource();
        var mayEnd = new TaskCompletionSource();
        partitions.Database.BeforeRequest = cql =>
        {
            if (cql != "BATCH") return Task.CompletedTask;
            reached.TrySetResult();
            return mayEnd.Task;
        };
        Event first = Make.Event(calendar);
        Task<CommitResult> hanging = partitions.Events.Commit(Make.Commit(first), None);
        await reached.Task;
        clock.Advance(Attempt);
        Task<CommitResult> behind = partitions.Events.Commit(Make.Commit(Make.Event(calendar)), None);
        for (int n = 0; n < 3; n++) clock.Advance(Attempt);
        await Assert.ThrowsAsync<StorageException>(() => behind);
        mayEnd.SetResult();
        await Assert.ThrowsAsync<StorageException>(() => hanging);
        partitions.Database.BeforeRequest = null;
        Assert.IsType<CommitResult.Committed>(await partitions.Events.Commit(Make.Commit(Make.Event(calendar)), None));
    }
}
