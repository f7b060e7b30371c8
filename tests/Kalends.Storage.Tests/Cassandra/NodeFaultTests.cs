using System.Collections.Concurrent;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Storage.Cluster.Cassandra;
using Kalends.Storage.Events;
using Kalends.Testing.Building;
using Kalends.Testing.Cassandra;

namespace Kalends.Storage.Tests.Cassandra;

/// <summary>A node falls silent while two processes write one event. Nothing else runs then: other tests count their requests.</summary>
[CollectionDefinition(nameof(NodeFaultTests), DisableParallelization = true)]
[Collection(nameof(NodeFaultTests))]
public sealed class NodeFaultTests(CassandraServers servers)
{
    private const int Writers = 6;
    private const int EditsOfAWriter = 5;
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly CalendarId calendar = Make.CalendarId();
    private readonly ConcurrentBag<string> acknowledged = [], doubted = [];

    [Fact]
    public async Task No_acknowledged_edit_is_lost_and_none_is_made_twice_while_a_node_is_silent()
    {
        await using CassandraPartitions one = await servers.Open(await servers.MakeOptions());
        await using CassandraPartitions other = await servers.Open(await servers.MakeOptions());
        Event made = Make.Event(calendar, "");
        await one.Events.Commit(Make.Commit(made), None);
        Task writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(n => Write(n % 2 == 0 ? one : other, made.Id, n)));
        CassandraNode node = (await servers.GetCluster()).Nodes[2];
        await Task.Delay(TimeSpan.FromMilliseconds(300));
        node.Pause();
        try
        {
            await Task.WhenAny(writing, Task.Delay(TimeSpan.FromSeconds(2)));
        }
        finally
        {
            node.Resume();
        }
        await writing;
        Event last = (await one.Events.Find(calendar, made.Id, None))!;
        string[] edits = last.Content.Title.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(edits.Distinct(), edits);
        Assert.Subset(edits.ToHashSet(), acknowledged.ToHashSet());
        Assert.Subset(acknowledged.Concat(doubted).ToHashSet(), edits.ToHashSet());
        Assert.Equal(edits.Length + 1, last.Revision);
        Assert.Equal(edits.Length + 1, (await one.Events.ReadHistory(calendar, made.Id, null, 100, None)).Items.Length);
    }

    private async Task Write(CassandraPartitions partitions, EventId id, int writer)
    {
        for (int edit = 0; edit < EditsOfAWriter; edit++)
        {
            string name = $"{writer}:{edit}";
            try
            {
                while (await Append(partitions, id, name) is CommitResult.Overtaken) { }
                acknowledged.Add(name);
            }
            catch (StorageException)
            {
                doubted.Add(name);
            }
        }
    }

    private async Task<CommitResult> Append(CassandraPartitions partitions, EventId id, string name)
    {
        Event read = (await partitions.Events.Find(calendar, id, None))!;
        return await partitions.Events.Commit(Make.Commit(read.Edited($"{read.Content.Title} {name}")), None);
    }
}
