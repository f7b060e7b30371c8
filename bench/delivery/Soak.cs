using NodaTime;

namespace Kalends.Delivery.Bench;

/// <summary>
/// So many reminders due each second of real time, told by notifiers that are processes of their own to a webhook that counts: each is to
/// come once, none early, none late. Notifiers may be killed meanwhile, and the clock of one be wrong.
/// </summary>
internal sealed class Soak(Place place, Arrivals arrivals, SoakPlan plan)
{
    private static readonly TimeSpan Report = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static async Task<int> Run(string folder, SoakPlan plan)
    {
        await using Place place = await Place.Make(plan.Set, folder);
        await using var arrivals = new Arrivals();
        return await new Soak(place, arrivals, plan).Run();
    }

    private async Task<int> Run()
    {
        Steady load = await FillAll();
        arrivals.WarmAt = load.First.ToDateTimeOffset() + TimeSpan.FromMinutes(plan.WarmUpMinutes);
        using var notifiers = new Notifiers(place, plan);
        Console.WriteLine($"{load.Count:N0} pending, {plan.Set}, {notifiers.Count} notifiers");
        await Until(load.First);
        var nextKill = load.First.ToDateTimeOffset() + TimeSpan.FromMinutes(1);
        var nextReport = TimeProvider.System.GetUtcNow();
        while (arrivals.Count < load.Count && Now < load.End.ToDateTimeOffset() + Patience)
        {
            await Task.Delay(50);
            if (Now >= nextReport)
            {
                Console.WriteLine($"{Now:HH:mm:ss} {arrivals}; {notifiers}; load {Usage.LoadAverage}");
                nextReport += Report;
            }
            if (plan.KillEvery is not { } between || Now < nextKill || Now > load.End.ToDateTimeOffset()) continue;
            notifiers.KillOne(Now);
            nextKill += between;
        }
        await Task.Delay(TimeSpan.FromSeconds(10)); // repeats come behind
        Console.WriteLine($"{plan.Set} {plan.Rate}/s for {plan.Minutes} min: lost {load.Count - arrivals.Count:N0} of {load.Count:N0}; {arrivals}; {notifiers}; load {Usage.LoadAverage}");
        var verdict = new SoakVerdict(arrivals, notifiers.Kills);
        if (plan.KillEvery is not null) Console.WriteLine(verdict);
        return arrivals.Count == load.Count && verdict.IsGood ? 0 : 1;
    }

    /// <summary>What falls due while it is being filled would be late: so the first is due when that is over for sure.</summary>
    private async Task<Steady> FillAll()
    {
        Instant begun = Drain.Now;
        var load = new Steady(Drain.Whole(begun + Duration.FromSeconds(plan.FillSeconds)), plan.Rate, plan.Minutes);
        await place.Fill(async arguments =>
        {
            await using WebApplication server = await Servers.Start(["--roles", "api", .. arguments]);
            await new Fill(server).Series(load, begun - Duration.FromHours(1), new FillSeries(arrivals.Address, place.FilledAtOnce));
            await server.StopAsync();
        });
        double took = (Drain.Now - begun).TotalSeconds;
        Console.WriteLine($"filled in {took:N0} s of {plan.FillSeconds}");
        if (took > plan.FillSeconds) throw new InvalidOperationException("Filling took too long: the first would be late.");
        return load;
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static async Task Until(Instant time)
    {
        TimeSpan left = time.ToDateTimeOffset() - Now;
        if (left > TimeSpan.Zero) await Task.Delay(left);
    }
}

/// <summary>What to do.</summary>
/// <param name="Set">embedded or cluster.</param>
/// <param name="Rate">Due each second.</param>
/// <param name="Minutes">For so long.</param>
internal sealed record SoakPlan(string Set, int Rate, int Minutes)
{
    public TimeSpan? KillEvery { get; init; }

    /// <summary>How long filling may take.</summary>
    public int FillSeconds { get; init; }

    /// <summary>For how long lags are kept apart.</summary>
    public int WarmUpMinutes { get; init; }
}
