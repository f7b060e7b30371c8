using System.Collections.Concurrent;
using System.Diagnostics;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Domain.Notifications;
using Kalends.Domain.Occurrences;
using Kalends.Storage.Embedded;
using Kalends.Testing.Building;
using NodaTime;

namespace Kalends.Storage.Bench;

/// <summary>Creates of single events with occurrence, history, feed entry and notification, each awaited until it is on the disk.</summary>
internal static class Commits
{
    private const int Committers = 32;

    public static async Task Measure(EmbeddedStorageSet set, int seconds)
    {
        await Run(set, TimeSpan.FromSeconds(1));
        var sample = new Sample();
        ConcurrentBag<double> latencies = await Run(set, TimeSpan.FromSeconds(seconds));
        double[] sorted = [.. latencies.Order()];
        Console.WriteLine($"{Committers} committers: {sorted.Length / sample.Elapsed.TotalSeconds:N0} commits/s");
        Console.WriteLine($"p50 {sorted[sorted.Length / 2]:F1} ms, p99 {sorted[sorted.Length * 99 / 100]:F1} ms");
        Console.WriteLine(sample.Per(sorted.Length, "commit"));
    }

    private static async Task<ConcurrentBag<double>> Run(EmbeddedStorageSet set, TimeSpan time)
    {
        var latencies = new ConcurrentBag<double>();
        long began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Committers).Select(number => Task.Run(async () =>
        {
            var calendar = Make.CalendarId();
            var draw = new Draw(number);
            while (Stopwatch.GetElapsedTime(began) < time)
            {
                Event made = Make.Event(calendar, "Planning the next quarter");
                Instant at = Make.Monday + Duration.FromMinutes(draw.Below(500_000));
                Occurrence occurrence = Make.Occurrence(made, at, Duration.FromHours(1));
                var commit = Make.Commit(made) with
                {
                    Projections = [Make.Projection(made, occurrence) with { Notifications = [Due(made, occurrence)] }],
                };
                long start = Stopwatch.GetTimestamp();
                await set.Events.Commit(commit, CancellationToken.None);
                latencies.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        })));
        return latencies;
    }

    private static Notification Due(Event made, Occurrence occurrence) => new()
    {
        Id = occurrence.Id.Value, UserId = new UserId(7), CalendarId = made.CalendarId, EventId = made.Id, OccurrenceId = occurrence.Id,
        Start = occurrence.Times.Start, TriggerTime = occurrence.Times.Start, Offset = 10, Channel = Channel.Email,
        NextAttempt = occurrence.Times.Start,
    };
}
