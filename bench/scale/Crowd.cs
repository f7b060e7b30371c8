using Kalends.Load.Data;
using Kalends.Load.Loads;
using Kalends.Load.Plan;
using Kalends.Load.Servers;
using NodaTime;

namespace Kalends.Scale.Bench;

/// <summary>Some users with a filled calendar each: so many that every shard has some.</summary>
internal sealed class Crowd(IReadOnlyList<Member> members)
{
    private const int WarmRanges = 150;

    public static Task<Crowd> Make(Uri server, LocalDate today, string name) => Make(server, today, new CrowdSize(name, Users: 16, EventsEach: 250));

    public static async Task<Crowd> Make(Uri server, LocalDate today, CrowdSize size)
    {
        (string name, int users, int eventsEach) = size;
        var members = new List<Member>();
        for (int number = 0; number < users; number++)
        {
            KalendsClient client = await KalendsClient.SignUp(server, $"{name}-{number}@example.com");
            string calendar = await client.CreateCalendar($"calendar {number}");
            var data = new DataSet(client, new Caller(server, client.Token), calendar, today) { Events = eventsEach };
            members.Add(new Member(data, number));
        }
        using var engine = new Engine(server, Math.Min(users, 16));
        var crowd = new Crowd(members);
        Tally filled = engine.Run(Pace.Closed(users * eventsEach), crowd.Creates(server), TimeSpan.FromMinutes(10));
        return filled.Failures.Count == 0 ? crowd : throw new InvalidOperationException($"filling failed: {string.Join(", ", filled.Failures)}");
    }

    /// <summary>The same week of each user again and again.</summary>
    public RequestSource Hot(Uri server) => Of(server, (member, caller) => new Replay(caller, [member.Week(0)]));

    /// <summary>Weeks that nobody has asked for.</summary>
    public RequestSource Cold(Uri server) => Of(server, (member, caller) => new Targets(caller, member.FreshWeek));

    /// <summary>The same few weeks, in turn.</summary>
    public RequestSource Known(Uri server) =>
        Of(server, (member, caller) => new Replay(caller, [.. Enumerable.Range(0, WarmRanges).Select(member.Week)]));

    /// <summary>Occurrences in two years of an event, on average over some of the users.</summary>
    public async Task<double> OccurrencesEach()
    {
        Member[] some = [.. members.Take(10)];
        int[] counts = await Task.WhenAll(some.Select(member => member.Data.CountOccurrences()));
        return (double)counts.Sum() / some.Sum(member => member.Data.Events);
    }

    /// <summary>How many requests go once through what <see cref="Known"/> asks for.</summary>
    public int KnownCount => members.Count * WarmRanges;

    public RequestSource Creates(Uri server) => Of(server, (member, caller) => new Creates(caller, member.Data.Calendar, member.NextDraft));

    private RoundRobin Of(Uri server, Func<Member, Caller, RequestSource> source) =>
        new([.. members.Select(member => source(member, new Caller(server, member.Data.Client.Token)))]);
}

/// <summary>How many users, and how many events each has.</summary>
internal sealed record CrowdSize(string Name, int Users, int EventsEach);

/// <summary>One user.</summary>
internal sealed class Member(DataSet data, int number)
{
    private readonly EventMix mix = DataSet.Mix(data.Today, (ulong)number);
    private readonly Lock turn = new();

    public DataSet Data => data;

    public string FreshWeek()
    {
        lock (turn) return data.Range(data.Window.Fresh(Duration.FromDays(7)));
    }

    public Draft NextDraft()
    {
        lock (turn) return mix.Next();
    }

    /// <summary>A week of a fixed list.</summary>
    public string Week(int index) => data.Range(Ranges.Query(data.Window.From + Duration.FromDays(2 * index), Duration.FromDays(7)));
}

/// <summary>Several sources in turn, each with a caller of its own.</summary>
internal sealed class RoundRobin(IReadOnlyList<RequestSource> sources) : RequestSource(new Caller(new Uri("http://127.0.0.1"), null))
{
    private int next;

    public override Request Next()
    {
        RequestSource source = sources[next];
        next = (next + 1) % sources.Count;
        return source.Next();
    }
}
