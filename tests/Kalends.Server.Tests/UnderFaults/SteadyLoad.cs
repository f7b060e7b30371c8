using System.Collections.Concurrent;
using System.Diagnostics;
using Kalends.Testing.Building;

namespace Kalends.Server.Tests.UnderFaults;

/// <summary>
/// An open loop: people who know nothing of each other do something so many times a second, at random moments, whether what was asked before is
/// answered or not. Only an event has one editor at a time; who finds it taken reads the calendar.
/// </summary>
internal sealed class SteadyLoad(IReadOnlyList<Person> people, Person stranger, Traffic traffic)
{
    private const double PerSecond = 10;

    private readonly Draw draw = new(20_261_127);
    private readonly ConcurrentBag<Task> running = [];
    private volatile bool isEnding;
    private Task arriving = Task.CompletedTask;

    public void Begin()
    {
        isEnding = false;
        arriving = Arrive();
    }

    /// <summary>Nobody begins anything more; waits until all that was begun has ended.</summary>
    public async Task End()
    {
        isEnding = true;
        await arriving;
        await Task.WhenAll(running);
        running.Clear();
    }

    /// <summary>Waits until so many more requests did not fail.</summary>
    public Task Goes(int count)
    {
        var from = traffic.Answered;
        return Deployment.Until("the load goes on", () => traffic.Answered >= from + count);
    }

    private async Task Arrive()
    {
        var begun = Stopwatch.GetTimestamp();
        for (double due = 0; !isEnding;)
        {
            due -= Math.Log(1 - (draw.Below(1_000_000) / 1e6)) / PerSecond;
            var wait = TimeSpan.FromSeconds(due) - Stopwatch.GetElapsedTime(begun);
            if (wait > TimeSpan.Zero) await Task.Delay(wait);
            running.Add(Note(Act()));
        }
    }

    /// <summary>Half changes something, half reads.</summary>
    private Task Act()
    {
        var person = people[draw.Below(people.Count)];
        var one = person.Singles[draw.Below(person.Singles.Length)];
        var (reads, choice) = (new LoadReads(person, stranger), draw.Below(10));
        return draw.Below(40) switch
        {
            < 16 => Otherwise(one.TryStep(choice), reads),
            < 18 => Otherwise(person.Series.TryStep(choice), reads),
            < 20 => Otherwise(person.Share.TryToggle(), reads),
            < 24 => Otherwise(one.TryLook(), reads),
            < 28 => reads.ReadRange(),
            < 30 => reads.ReadSeries(),
            < 33 => Otherwise(person.Feed.TryFollow(), reads),
            < 35 => reads.ReadBusy(),
            < 37 => reads.ReadUpcoming(),
            < 39 => reads.ReadAsNeighbour(),
            _ => reads.ReadAsStranger(one),
        };
    }

    private static async Task Otherwise(Task<bool> change, LoadReads reads)
    {
        if (!await change) await reads.ReadRange();
    }

    private async Task Note(Task act)
    {
        try
        {
            await act;
        }
        catch (Exception failure)
        {
            traffic.Wrong.Enqueue($"{failure}");
        }
    }
}
