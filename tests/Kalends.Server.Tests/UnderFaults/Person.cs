using System.Globalization;
using Kalends.Server.Tests.Running;

namespace Kalends.Server.Tests.UnderFaults;

/// <summary>Somebody with a calendar of single events and one with a large series.</summary>
internal sealed class Person(TestUser user, Traffic traffic)
{
    private const int Events = 10;

    private int titles;

    public TestUser User => user;

    public int Shard { get; } = user.UserId.Length == 0 ? 0 : FaultServers.ShardOf(user.UserId);

    public string Calendar { get; private set; } = "";

    public string SeriesCalendar { get; private set; } = "";

    public KnownEvent[] Singles { get; private set; } = [];

    public KnownEvent Series { get; private set; } = null!;

    public KnownShare Share { get; private set; } = null!;

    public Follower Feed { get; private set; } = null!;

    public IEnumerable<KnownEvent> All => [.. Singles, Series];

    /// <summary>Tomorrow, which is within the horizon of notifications.</summary>
    public static DateTimeOffset Day { get; } = new(TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(1), TimeSpan.Zero);

    public static string From { get; } = Format(Day);

    public static string To { get; } = Format(Day.AddDays(1));

    public static string WeekEnd { get; } = Format(Day.AddDays(7));

    public async Task Begin(Person neighbour)
    {
        Calendar = (await Deployment.Setup(user, "/calendars", new { name = "Work", timeZone = "UTC" })).Text("calendarId");
        SeriesCalendar = (await Deployment.Setup(user, "/calendars", new { name = "Series", timeZone = "UTC" })).Text("calendarId");
        Singles = [.. Enumerable.Range(0, Events).Select(n => new KnownEvent(this, Calendar, Day.AddHours(8 + n)))];
        Series = new KnownEvent(this, SeriesCalendar, Day) { Rule = "RRULE:FREQ=HOURLY;INTERVAL=6" };
        Share = new KnownShare(this, neighbour);
        Feed = new Follower(this);
    }

    public string NextTitle() => $"{user.Name} {Interlocked.Increment(ref titles).ToString(CultureInfo.InvariantCulture)}";

    /// <summary>An answer that is not what it had to be.</summary>
    public void Wrong(string what) => traffic.Wrong.Enqueue($"{user.Name}: {what}");

    /// <summary>Sends once. Null where there was no answer, or one that says to try again later.</summary>
    public async Task<Response?> Try(Call call, params (string Name, string Value)[] headers)
    {
        var shards = call.About is { } other && other.Shard != Shard ? "01" : $"{Shard}";
        try
        {
            var answer = await user.Send(call.Method, call.Path, call.Body, [.. headers, (Front.ShardsHeader, shards)]);
            return (int)answer.Status < 500 ? answer : null;
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException or IOException)
        {
            return null; // the front has noted it
        }
    }

    private static string Format(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

/// <summary>A request to be sent.</summary>
internal sealed record Call(string Method, string Path, object? Body = null)
{
    /// <summary>Whose data it comes to besides the caller's.</summary>
    public Person? About { get; init; }

    public override string ToString() => $"{Method} {Path} {Body}";
}
