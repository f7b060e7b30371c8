using System.Diagnostics;
using Kalends.Domain.Events;
using Kalends.Domain.Merging;
using Kalends.Testing.Building;

namespace Kalends.Storage.Bench;

/// <summary>How long one offline edit takes to merge into an event that has had a thousand.</summary>
internal static class Merges
{
    private const int Edits = 1_000;
    private const int Measured = 20_000;

    public static void Measure()
    {
        Event @event = EditedOffline.Times(Edits);
        var times = new double[Measured];
        long begun = Stopwatch.GetTimestamp();
        for (int run = 0; run < Measured; run++)
        {
            OfflineEdit edit = EditedOffline.Some(Edits + run % 40, @event);
            long start = Stopwatch.GetTimestamp();
            if (EditedOffline.Merge(@event, edit, Edits + run % 40) is MergeDecision.Known) throw new InvalidOperationException("An edit came twice.");
            times[run] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }
        double rate = Measured / Stopwatch.GetElapsedTime(begun).TotalSeconds;
        Array.Sort(times);
        Console.WriteLine($"one merge: p50 {times[Measured / 2]:0} us, p99 {times[Measured * 99 / 100]:0} us, most {times[^1]:0} us; {rate:0} merges/s on one core");
    }
}
