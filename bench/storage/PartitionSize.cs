using Kalends.Cql;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Storage.Cluster;
using Kalends.Storage.Cluster.Cassandra;
using Kalends.Storage.Cluster.Cassandra.Partitions;
using Kalends.Storage.Events;
using Kalends.Testing.Building;
using Kalends.Testing.Cassandra;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kalends.Storage.Bench;

/// <summary>
/// What a calendar of many events takes up in a real Cassandra of one node, in files without compression: one in four events has
/// attendees, one in ten repeats, one in five was edited.
/// </summary>
internal static class PartitionSize
{
    private const string Table = "calendar_objects";
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);

    public static async Task Measure(int events)
    {
        await using var cluster = await CassandraCluster.StartAsync(new CassandraSettings { Nodes = 1, Optimizes = true });
        CassandraNode node = cluster.Nodes[0];
        var options = new CassandraOptions
        {
            ContactPoints = [$"{node.EndPoint.Address}"], ReplicationFactor = 1, MostCalendarBytes = long.MaxValue / 2, Room = new CalendarRoom { MostEvents = events },
        };
        CalendarId calendar = Make.CalendarId();
        long estimate;
        await using (var partitions = CassandraPartitions.Open(options, new CassandraShell(TimeProvider.System, NullLogger.Instance)))
        {
            await partitions.Prepare(CancellationToken.None);
            await Uncompress(options);
            var sample = new Sample();
            await Fill(partitions.Events, calendar, events);
            Console.WriteLine($"{events:N0} events in {sample.Elapsed.TotalSeconds:F0} s; one more: {await partitions.Events.Commit(Make.Commit(Draft(calendar, 0)), CancellationToken.None)}");
            estimate = await ReadEstimate(partitions, calendar);
        }
        await node.StopAsync();
        await node.StartAsync(); // which writes what was in memory to files
        Console.WriteLine($"{await SettledSize(node, options.Keyspace) / 1e6:F1} MB in files, {estimate / 1e6:F1} MB by the calendar's own count");
    }

    private static async Task Uncompress(CassandraOptions options)
    {
        await using CqlSession session = await CassandraSessions.Open(options, options.Keyspace, CancellationToken.None);
        await session.ExecuteAsync(new CqlStatement($"ALTER TABLE {Table} WITH compression = {{'sstable_compression': ''}}"), CancellationToken.None);
    }

    private static async Task Fill(IEventStore store, CalendarId calendar, int events)
    {
        foreach (int[] batch in Enumerable.Range(0, events).Chunk(EventCommit.MaxEvents))
        {
            Event[] made = [.. batch.Select(number => Draft(calendar, number))];
            await Commit(store, made);
            await Commit(store, [.. made.Where((_, n) => n % 5 == 0).Select(@event => @event.Edited("Planning the next quarter, in the large room"))]);
        }
    }

    private static async Task Commit(IEventStore store, Event[] events)
    {
        if (await store.Commit(Make.Commit(events), CancellationToken.None) is not CommitResult.Committed) throw new InvalidOperationException("It was not taken.");
    }

    private static Event Draft(CalendarId calendar, int number) => Make.Event(calendar) with
    {
        ICalUid = $"{Guid.CreateVersion7()}@example.org",
        Content = Make.Content("Planning the next quarter") with
        {
            Location = "Room 7, second floor",
            Description = "Numbers of the last quarter, what we promised, what we can keep. Bring your own list and last time's minutes.",
            Recurrence = number % 10 == 0 ? ["RRULE:FREQ=WEEKLY;BYDAY=MO,WE;COUNT=40"] : [],
            Attendees = number % 4 == 0 ? [.. Enumerable.Range(0, 4).Select(n => new Attendee(new EmailAddress($"guest{number + n}@example.org"), null, "Grace Hopper", ResponseStatus.NeedsAction, Optional: false))] : [],
        },
    };

    private static async Task<long> ReadEstimate(CassandraPartitions partitions, CalendarId calendar)
    {
        CqlResult rows = await partitions.Database.Run(partitions.Database.Bind(CalendarRows.SelectPending).Value(calendar.Value), CancellationToken.None);
        return CalendarLedger.Decode(rows[0].Get<byte[]>("ledger")).Bytes;
    }

    /// <summary>Once compaction has come to rest.</summary>
    private static async Task<long> SettledSize(CassandraNode node, string keyspace)
    {
        long before = -1, now = node.SizeOnDisk(keyspace, Table);
        for (; now != before; now = node.SizeOnDisk(keyspace, Table))
        {
            before = now;
            await Task.Delay(Quiet);
        }
        return now;
    }
}
