using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Kalends.Domain;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Events.Edits;
using Kalends.Domain.Identity;
using Kalends.Server.Hosting;
using Kalends.Server.Identity;
using Kalends.Server.Projecting;
using Kalends.Storage;
using NodaTime;

namespace Kalends.Server.Demo;

/// <summary>
/// Fills a believable year for two people, before the first request is let in. All ids are derived from names, so that filling it again
/// finds everything there.
/// </summary>
internal sealed class FillDemo(StorageSet storage, DomainRules rules, CommitEvents commit, DemoTools tools) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var now = tools.Clock.Now();
        var users = new Dictionary<string, User>();
        foreach (var person in DemoPeople.All) users[person.Key] = await SignUp(person, now, cancellationToken);
        var calendars = new Dictionary<string, Calendar>();
        foreach (var planned in DemoPeople.Calendars) calendars[planned.Key] = await Make(planned, users, now, cancellationToken);
        foreach (var entry in ReadYear()) await Make(entry, calendars[entry.Calendar], users, cancellationToken);
        foreach (var person in DemoPeople.All) tools.Log.DemoReady(person.Name, person.Email.Text, DemoPeople.Password);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<User> SignUp(DemoPerson person, Instant now, CancellationToken cancellation)
    {
        var id = new UserId(tools.Ids($"user {person.Key}").NextInt64());
        if (await storage.Users.Find(id, cancellation) is { } there) return there;
        var hash = await tools.Passwords.Hash(DemoPeople.Password, cancellation)
            ?? throw new InvalidOperationException("No password can be hashed now.");
        var user = new User(id, person.Email, person.Name, new Preferences { TimeZone = person.TimeZone }, now, Revision: 1);
        if (!await storage.Users.TryCreate(user, hash, cancellation))
            throw new InvalidConfigurationException("demo", $"cannot make {person.Name}: somebody else has the address");
        return user;
    }

    private async Task<Calendar> Make(DemoCalendar planned, Dictionary<string, User> users, Instant now, CancellationToken cancellation)
    {
        var owner = users[planned.Owner];
        var content = new CalendarContent(planned.Name) { Color = planned.Color, TimeZone = owner.Preferences.TimeZone };
        var calendar = content.ApplyTo(new Calendar
        {
            Id = new CalendarId(tools.Ids($"calendar {planned.Key}").NextInt64()),
            OwnerId = owner.Id,
            Name = planned.Name,
            TimeZone = owner.Preferences.TimeZone,
            Version = 0,
            CreatedAt = now,
        });
        if (!await storage.Calendars.TryCreate(calendar, cancellation)) return calendar;
        foreach (var other in users.Values.Where(user => user.Id != owner.Id && planned.SharedAs != Permission.None))
            await storage.Calendars.PutShare(new Share(calendar.Id, owner.Id, other.Id, planned.SharedAs, now), cancellation);
        return calendar;
    }

    private async Task Make(DemoEntry entry, Calendar calendar, Dictionary<string, User> users, CancellationToken cancellation)
    {
        var now = tools.Clock.Now();
        var owner = users.Values.Single(user => user.Id == calendar.OwnerId);
        var today = now.InZone(rules.Zone(calendar.TimeZone)).Date;
        var monday = today.PlusDays(1 - (int)today.DayOfWeek);
        var context = new EditContext(new Caller(owner.Id, owner.Email), calendar.TimeZone)
        {
            Accounts = users.Values.ToImmutableDictionary(user => user.Email, user => user.Id),
        };
        var id = new EventId(tools.Ids($"event {entry.Calendar} {entry.Title} {entry.Day}").NextGuid());
        var decision = new CreateEvent(context, id, calendar.Id, entry.ToDraft(monday, key => users[key].Email)).Decide(rules, now);
        if (decision is not EventDecision.Accepted accepted)
            throw new InvalidOperationException($"The demo's {entry.Title} is refused: {decision}");
        // Overtaken means that it is there from an earlier start, perhaps changed since: then it stays as it is.
        await commit.Run(new EventWrite(calendar, accepted.Changes), now, cancellation);
    }

    private static ImmutableArray<DemoEntry> ReadYear()
    {
        using var stream = typeof(FillDemo).Assembly.GetManifestResourceStream("Kalends.Server.Demo.year.json")
            ?? throw new InvalidOperationException("The demo's year is not in the program.");
        return JsonSerializer.Deserialize(stream, DemoJson.Default.ImmutableArrayDemoEntry);
    }
}

/// <summary>What the demo needs besides the storage.</summary>
internal sealed record DemoTools(TimeProvider Clock, PasswordHashing Passwords, ServerSecret Secret, ILogger<FillDemo> Log)
{
    private byte[] Key { get; } = Secret.DeriveKey("demo");

    /// <summary>The ids of a thing, the same at each start.</summary>
    public IdSource Ids(string name) => IdSource.Derived(Key, Encoding.UTF8.GetBytes(name));
}
