namespace Kalends.Delivery.Bench;

/// <summary>
/// The notifiers of a soak. A cluster has two where they are killed, one of them with a clock that is off; a data folder belongs to one
/// process, so there it is one that dies and comes back.
/// </summary>
internal sealed class Notifiers : IDisposable
{
    private static readonly TimeSpan Off = TimeSpan.FromMinutes(2);

    private readonly Place place;
    private readonly NotifierProcess[] running;
    private readonly List<DateTimeOffset> kills = [];

    public Notifiers(Place place, SoakPlan plan)
    {
        this.place = place;
        running = [.. Enumerable.Range(0, plan.KillEvery is not null && place.IsCluster ? 2 : 1).Select(Start)];
    }

    public int Count => running.Length;

    public IReadOnlyList<DateTimeOffset> Kills => kills;

    private long MiB => running.Sum(one => one.OwnMiB);

    /// <summary>The next in turn, and starts it again.</summary>
    public void KillOne(DateTimeOffset now)
    {
        int which = kills.Count % running.Length;
        running[which].Dispose();
        kills.Add(now);
        running[which] = Start(which);
    }

    public override string ToString() => $"{MiB} MiB, CPU {running.Sum(one => one.CpuSeconds):N0} s";

    public void Dispose()
    {
        foreach (NotifierProcess one in running) one.Dispose();
    }

    private NotifierProcess Start(int which) => new(which == 1 ? Off : TimeSpan.Zero, place.Arguments);
}
