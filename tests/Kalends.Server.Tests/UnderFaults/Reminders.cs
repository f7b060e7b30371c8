using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kalends.Server.Tests.Events;
using Kalends.Testing.Receivers;

namespace Kalends.Server.Tests.UnderFaults;

/// <summary>Everybody has a reminder due every ten seconds, and is told by webhook: each once, none early, whatever dies.</summary>
internal sealed class Reminders(TimeSpan time) : IAsyncDisposable
{
    private const int MinutesBefore = 1;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10), Tolerance = TimeSpan.FromSeconds(1);

    private readonly HttpReceiver hook = HttpReceiver.Start();
    private readonly ConcurrentDictionary<(string User, DateTimeOffset Due), ConcurrentQueue<Telling>> told = new();
    private readonly Dictionary<Person, DateTimeOffset> since = [];
    private DateTimeOffset first;
    private int counted, repeats;

    /// <summary>From now on, until the time is over.</summary>
    public async Task Begin(IReadOnlyList<Person> everybody)
    {
        hook.Script = Take;
        var now = TimeProvider.System.GetUtcNow();
        first = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds()) + TimeSpan.FromSeconds(30);
        var (start, count) = (first + TimeSpan.FromMinutes(MinutesBefore), (int)(time / Interval));
        foreach (var person in everybody)
        {
            await Deployment.Setup(person.User, "/notifications/webhooks", new { url = $"{hook.Address}/" });
            (await person.User.Post("/notifications/preferences", """{"channels":{"push":{"enabled":false},"webhook":{"enabled":true}}}""", (Front.ShardsHeader, "01"))).Must(200);
            var calendar = (await Deployment.Setup(person.User, "/calendars", new { name = "Reminders", timeZone = "UTC" })).Text("calendarId");
            var series = EventCalls.Timed("Now", $"{start:yyyy-MM-ddTHH:mm:ss}", $"{start.AddSeconds(5):yyyy-MM-ddTHH:mm:ss}", $"RRULE:FREQ=SECONDLY;INTERVAL=10;COUNT={count}");
            await Deployment.Setup(person.User, $"/calendars/{calendar}/events", series.With("reminders", new JsonArray(MinutesBefore)).With("transparency", "transparent").ToJsonString());
            since[person] = TimeProvider.System.GetUtcNow() + Tolerance; // what was due before it was made is not told
        }
    }

    /// <summary>Waits until what was due is told, and says how much that was since this was last asked, and how often something was told twice.</summary>
    public async Task<(int Told, int Repeats, TimeSpan Latest)> Settle()
    {
        var now = TimeProvider.System.GetUtcNow();
        var due = Enumerable.Range(0, (int)(time / Interval)).Select(n => first + (n * Interval)).Where(at => at < now - Tolerance).ToList();
        await Deployment.Until("all reminders that were due are told", () => since.All(one => due.All(at => at < one.Value || told.ContainsKey((one.Key.User.UserId, at)))));
        var (newly, again) = (told.Count - counted, told.Values.Sum(one => one.Count - 1) - repeats);
        var latest = told.OrderBy(pair => pair.Key.Due).TakeLast(newly).Select(pair => pair.Value.First().At - pair.Key.Due).DefaultIfEmpty().Max();
        (counted, repeats) = (counted + newly, repeats + again);
        return (newly, again, latest);
    }

    /// <summary>What was told too early, to nobody who is to be told of it, or twice under another key.</summary>
    public IEnumerable<string> FindFaults()
    {
        foreach (var ((user, due), tellings) in told)
        {
            if (since.Keys.All(person => person.User.UserId != user) || due < first || (due - first).TotalSeconds % Interval.TotalSeconds != 0) yield return $"told of nothing: {due}";
            if (tellings.Any(telling => telling.At < due - Tolerance)) yield return $"told early: {due} at {tellings.First().At}";
            if (tellings.Select(telling => telling.Key).Distinct().Count() != 1) yield return $"told twice as two things: {due}";
        }
    }

    public ValueTask DisposeAsync() => hook.DisposeAsync();

    private HttpReaction Take(ReceivedRequest request)
    {
        var body = JsonElement.Parse(request.Body);
        if (body.Of("title") != "Now") return HttpReaction.Of(204); // of tomorrow's events, when a run goes past midnight
        var due = DateTimeOffset.Parse(body.Of("startUtc"), CultureInfo.InvariantCulture) - TimeSpan.FromMinutes(MinutesBefore);
        told.GetOrAdd((body.Of("userId"), due), _ => []).Enqueue(new Telling(request.Header("Idempotency-Key"), request.At));
        hook.Requests.Clear();
        return HttpReaction.Of(204);
    }

    private sealed record Telling(string Key, DateTimeOffset At);
}
