using Kalends.Load.Servers;
using NodaTime;

namespace Kalends.Scale.Bench;

/// <summary>What is measured, in which order.</summary>
internal sealed class Plan(Programs programs, TimeSpan seconds, TextWriter output)
{
    public LocalDate Today { get; } = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()).InUtc().Date;

    public async Task MeasureEmbedded()
    {
        using ServerProcess all = await programs.Start("api,worker,notifier", new Dictionary<string, string> { ["Kalends__RateLimits__Enabled"] = "false" });
        Crowd crowd = await Crowd.Make(all.Address, Today, "embedded");
        var trial = new Trial("embedded", [all], null);
        await Run(trial.Closed("warming up", crowd.Cold, seconds), isShown: false);
        await Views(trial, crowd);
        await Run(trial.Closed("create", crowd.Creates, seconds));
    }

    public async Task MeasureCluster(BackingServers servers, int shards, IReadOnlyList<int> processes)
    {
        Dictionary<string, string> environment = await servers.Configure(shards);
        using ServerProcess worker = await programs.Start("worker", environment);
        Crowd crowd = await Fill(environment, $"shards-{shards}");
        foreach (int count in processes)
        {
            string shape = $"cluster, {shards} MySQL, {count} api";
            await WithApis(count, environment, async apis =>
            {
                var trial = new Trial(shape, apis, servers);
                await Run(trial.Closed("warming up", crowd.Cold, seconds), isShown: false);
                await Views(trial, crowd);
                for (int times = 0; times < 3; times++) await Run(trial.Once("filling the caches", crowd.Known, crowd.KnownCount), isShown: false);
            });
            // New processes have nothing in memory: what they find is in Redis.
            await WithApis(count, environment, async apis =>
            {
                var trial = new Trial(shape, apis, servers);
                await Run(trial.Closed("warming up", crowd.Cold, seconds), isShown: false);
                await Run(trial.Once("week, warm", crowd.Known, crowd.KnownCount));
                await Run(trial.Closed("create", crowd.Creates, seconds));
            });
        }
    }

    private async Task Views(Trial trial, Crowd crowd)
    {
        await Run(trial.Closed("week, cold", crowd.Cold, seconds));
        await Run(trial.Closed("warming up", crowd.Hot, TimeSpan.FromSeconds(1)), isShown: false);
        await Run(trial.Closed("week, hot", crowd.Hot, seconds));
    }

    private async Task<Crowd> Fill(IReadOnlyDictionary<string, string> environment, string name)
    {
        using ServerProcess api = await programs.Start("api", environment);
        return await Crowd.Make(api.Address, Today, name);
    }

    private async Task WithApis(int count, IReadOnlyDictionary<string, string> environment, Func<ServerProcess[], Task> measure)
    {
        ServerProcess[] apis = await programs.StartApis(count, environment);
        try
        {
            await measure(apis);
        }
        finally
        {
            foreach (ServerProcess api in apis) api.Dispose();
        }
    }

    private async Task Run(Task<Line> trial, bool isShown = true)
    {
        Line line = await trial;
        if (!isShown) return;
        await output.WriteLineAsync(line.ToString());
        await output.FlushAsync();
    }
}
