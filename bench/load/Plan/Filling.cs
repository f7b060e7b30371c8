using System.Diagnostics;
using System.Globalization;
using Kalends.Load.Data;
using Kalends.Load.Loads;
using Kalends.Load.Servers;
using NodaTime;

namespace Kalends.Load.Plan;

/// <summary>Makes a calendar of so many events over HTTP, as fast as the server takes them.</summary>
/// <param name="Data">The calendar.</param>
/// <param name="Posts">How the POSTs went.</param>
/// <param name="Elapsed">With the changes of single instances.</param>
internal sealed record Filling(DataSet Data, Tally Posts, TimeSpan Elapsed)
{
    public const int Clients = 32;

    public static async Task<Filling> Run(Uri server, int events, LocalDate today)
    {
        long begun = Stopwatch.GetTimestamp();
        KalendsClient client = await KalendsClient.SignUp(server, $"load-{events}@example.com");
        string calendar = await client.CreateCalendar($"{events} events");
        EventMix mix = DataSet.Mix(today, 0);
        ILookup<bool, Draft> drafts = Enumerable.Range(0, events).Select(_ => mix.Next()).ToLookup(draft => draft.Changes.Count > 0);

        var plain = new Queue<Draft>(drafts[false]);
        var caller = new Caller(server, client.Token);
        using var engine = new Engine(server, Clients);
        Tally posts = engine.Run(Pace.Closed(plain.Count), new Creates(caller, calendar, plain.Dequeue), TimeSpan.FromHours(1));
        if (posts.Failures.Count > 0)
            throw new InvalidOperationException($"filling the calendar failed: {string.Join(", ", posts.Failures)}");

        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Clients };
        await Parallel.ForEachAsync(drafts[true], parallel, async (draft, _) => await CreateChanged(client, calendar, draft));
        var data = new DataSet(client, caller, calendar, today) { Events = events };
        return new Filling(data, posts, Stopwatch.GetElapsedTime(begun));
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"- {Data.Events} events: {Posts.PerSecond:F0} POSTs/s from {Clients} clients (p99 {Posts.Latencies.GetValueAtPercentile(99) / 1000.0:F1} ms), "
            + $"{Elapsed.TotalSeconds:F1} s with the changed instances");

    private static async Task CreateChanged(KalendsClient client, string calendar, Draft draft)
    {
        string eventId = await client.CreateEvent(calendar, draft.Json);
        foreach (InstanceChange change in draft.Changes)
            await client.ChangeInstance(eventId, change.OriginalStart, change.Json);
    }
}
