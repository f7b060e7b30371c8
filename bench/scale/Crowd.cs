using Kalends.Load.Data;
using Kalends.Load.Loads;
using Kalends.Load.Plan;
using Kalends.Load.Servers;
using NodaTime;

namespace Kalends.Scale.Bench;

/// <summary>Some users with a filled calendar each: so many that every shard has some.</summary>
internal sealed class Crowd(IReadOnlyList<Member> members)
{
    private const int Users = 16;
    private const int EventsEach = 250;
    private const int WarmRanges = 150;

    public static async Task<Crowd> Make(Uri server, LocalDate today, string name)
    {
        var members = new List<Member>();
        for (int number = 0; number < Users; number++)
        {
            KalendsClient client = await KalendsClient.SignUp(server, $"{name}-{number}@example.com");
            string calendar = await client.CreateCalendar($"calendar {number}");
            var data = new DataSet(client, new Caller(server, client.Token), calendar, today) { Events = EventsEach };
            members.Add(new Member(data, number));
        }
        using var engine = new Engine(server, Users);
        var crowd = new Crowd(members);
        Tally filled = engine.Run(Pace.Closed(Users * EventsEach), crowd.Creates(server), TimeSpan.FromMinutes(10));
        return filled.Failures.Count == 0 ? crowd : throw new InvalidOperationException($"filling failed: {string.Join(", ", filled.Failures)}");
    }

    /// <summary>The same week of each user again and again.</summary>
    public RequestSource Hot(Uri server) => Of(server, (member, caller) => new Replay(caller, [member.Week(0)]));

    /// <summary>Weeks that nobody has asked for.</summary>
    public RequestSource Cold(Uri server) => Of(server, (member, caller) => new Targets(caller, member.FreshWeek));

    /// <summary>The same few weeks, in turn.</summary>
    public RequestSource Known(Uri server) =>
        Of(server, (member, caller) => new Replay(caller, [.. Enumerable.Range(0, WarmRanges).Select(member.Week)]));

    /// <summary>How many requests go once through what <see cref="Known"/> asks for.</summary>
    public int KnownCount => members.Count * WarmRanges;

    public RequestSource Creates(Uri server) => Of(server, (member, caller) => new Creates(caller, member.Data.Calendar, member.NextDraft));

    private RoundRobin Of(Uri server, Func<Member, Caller, RequestSource> source) =>
        new([.. members.Select(member => source(member, new Caller(server, member.Data.Client.Token)))]);
}

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
