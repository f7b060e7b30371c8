using System.Diagnostics;

namespace Kalends.Cql.Bench;

/// <summary>One step of the measurement with this project's client; the others in clients/ do the same and print the same.</summary>
internal static class OwnClient
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(8);

    public static async Task RunAsync(string host, string operation, int concurrency, int seconds)
    {
        await using var session = await CqlSession.ConnectAsync(new CqlOptions { ContactPoints = [host], Consistency = Consistency.One });
        var insert = await session.PrepareAsync("INSERT INTO bench.t (k, v) VALUES (?, ?)");
        var select = await session.PrepareAsync("SELECT v FROM bench.t WHERE k = ?");
        Func<int, Task<CqlResult>> act = operation == "insert"
            ? key => session.ExecuteAsync(insert.Bind().Value(key).Value(Workload.Text))
            : key => session.ExecuteAsync(select.Bind().Value(key));
        await LoopAsync(act, concurrency, WarmUp);

        var step = Step.Start();
        step.End(await LoopAsync(act, concurrency, TimeSpan.FromSeconds(seconds)));
    }

    private static async Task<List<double>> LoopAsync(Func<int, Task<CqlResult>> act, int concurrency, TimeSpan length)
    {
        var all = new List<double>();
        await Task.WhenAll(Enumerable.Range(0, concurrency).Select(worker => Task.Run(async () =>
        {
            var times = new List<double>(100_000 / concurrency);
            var started = Stopwatch.GetTimestamp();
            for (var i = worker; Stopwatch.GetElapsedTime(started) < length; i += concurrency)
            {
                var before = Stopwatch.GetTimestamp();
                var rows = await act(i % Workload.Keys);
                if (rows.Count > 0 && !rows[0].GetBytes(0).SequenceEqual(Workload.Bytes)) throw new InvalidOperationException("Another row came back.");
                times.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
            }
            lock (all) all.AddRange(times);
        })));
        return all;
    }
}
