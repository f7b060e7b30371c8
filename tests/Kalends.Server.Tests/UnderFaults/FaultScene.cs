using System.Diagnostics;
using Kalends.Server.Hosting;
using Kalends.Server.Tests.Running;
using Kalends.Storage.Cluster;
using Kalends.Storage.Occurrences;
using Kalends.Testing.Cassandra;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kalends.Server.Tests.UnderFaults;

/// <summary>Processes over servers under a steady load, and the account after each fault.</summary>
internal sealed class FaultScene : IAsyncDisposable
{
    private const int PeopleOfAShard = 3, Before = 60, After = 120;

    private readonly Traffic traffic = new();
    private readonly List<Person> people = [];
    private readonly Reminders reminders;
    private TestUser stranger = null!;

    private FaultScene(Reminders reminders) => this.reminders = reminders;

    public required FaultServers Servers { get; init; }

    public Deployment Deployment { get; private set; } = null!;

    /// <summary>To look into what the processes keep.</summary>
    public ClusterStorageSet Storage { get; private set; } = null!;

    public SteadyLoad Load { get; private set; } = null!;

    public IReadOnlyList<Person> People => people;

    /// <param name="cassandra">Its nodes.</param>
    /// <param name="time">For how long reminders fall due.</param>
    public static async Task<FaultScene> Begin(CassandraCluster cassandra, TimeSpan time)
    {
        var scene = new FaultScene(new Reminders(time)) { Servers = await FaultServers.Start(cassandra) };
        var settings = scene.Servers.Configure();
        scene.Deployment = await Deployment.Start(settings, scene.traffic);
        scene.Storage = Open(settings);
        await scene.Storage.Prepare(TestContext.Current.CancellationToken);
        for (var n = 0; n < 2 * PeopleOfAShard; n++)
            scene.people.Add(new Person(await scene.Deployment.SignUp($"Person{n}", n % 4 / 2), scene.traffic)); // neighbours on one shard, and on two
        foreach (var (n, person) in scene.people.Index()) await person.Begin(scene.people[(n + 1) % scene.people.Count]);
        scene.stranger = await scene.Deployment.SignUp("Mallory", shard: 1);
        await scene.reminders.Begin(scene.people);
        scene.Load = new SteadyLoad(scene.people, new Person(scene.stranger, scene.traffic), scene.traffic);
        scene.traffic.Take();
        return scene;
    }

    /// <summary>
    /// Lets something happen while the load goes on, and goes on some more; then compares everything. Every request that failed must be excused.
    /// </summary>
    public async Task Under(string fault, Func<Task<Excuse>> happen)
    {
        Load.Begin();
        var begun = Stopwatch.GetTimestamp();
        await Load.Goes(Before);
        var excuse = await happen();
        await Load.Goes(After);
        await Load.End();
        var report = new FaultReport(fault, traffic.Take(), Span.Since(begun));
        await Settle();
        var told = await reminders.Settle();
        TestContext.Current.TestOutputHelper?.WriteLine($"{report}; {told.Told} reminders, the latest after {told.Latest.TotalSeconds:F1} s, {told.Repeats} of them twice");
        Assert.Empty(traffic.Wrong);
        Assert.All(report.Failures, failure => Assert.True(excuse.Covers(failure), $"{failure}"));
        Assert.Empty(reminders.FindFaults());
        Assert.True(excuse.MayRepeat || told.Repeats == 0, "reminders were repeated without a reason");
        foreach (var seat in Deployment.Apis) await Check(seat.Process);
        traffic.Take();
    }

    public async ValueTask DisposeAsync()
    {
        if (Storage is not null) await Storage.DisposeAsync();
        if (Deployment is not null) await Deployment.DisposeAsync();
        await reminders.DisposeAsync();
        await Servers.DisposeAsync();
    }

    private async Task Check(ServerProcess process)
    {
        using var checker = new Checker(process, stranger);
        await Task.WhenAll(people.Select(checker.Check));
        TestContext.Current.TestOutputHelper?.WriteLine($"{checker.Compared} answers compared at rest");
    }

    /// <summary>What was not answered is asked again, or edited once more; then it is known what is there.</summary>
    private async Task Settle()
    {
        foreach (var person in people)
        {
            foreach (var one in person.All) await Deployment.Until("each event is acknowledged", async () => one.View.IsSure || (await one.TryStep(9) && one.View.IsSure));
            await Deployment.Until("each share is acknowledged", async () => person.Share.View.IsShared is not null || (await person.Share.TryToggle() && person.Share.View.IsShared is not null));
            await person.Feed.TryFollow();
        }
        await Deployment.Until("all is projected", async () => (await Storage.Occurrences.ReadUnprojected(WorkShard.Whole, 1, default)).IsEmpty);
    }

    private static ClusterStorageSet Open(IReadOnlyDictionary<string, string> settings)
    {
        var read = settings.Where(pair => pair.Key != "Kalends__Redis").Select(pair => KeyValuePair.Create(pair.Key.Replace("__", ":", StringComparison.Ordinal), (string?)pair.Value));
        var options = ClusterSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(read).Build());
        return ClusterStorageSet.Open(options!, TimeProvider.System, NullLoggerFactory.Instance);
    }
}
