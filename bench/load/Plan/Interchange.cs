using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Kalends.Benchmarks;
using Kalends.Load.Servers;

namespace Kalends.Load.Plan;

/// <summary>Whole files over HTTP into a fresh server, and out again: what a user waits for.</summary>
internal static class Interchange
{
    private const int Rounds = 5;

    /// <param name="program">The server, a .dll or an executable.</param>
    /// <param name="sizes">Events in each file; 10,000 unless given.</param>
    /// <param name="output">Where the table goes.</param>
    public static async Task Measure(string program, int[] sizes, TextWriter output)
    {
        await output.WriteLineAsync($"load average {(await File.ReadAllTextAsync("/proc/loadavg")).Trim()}");
        await output.WriteLineAsync("| events | file MB | import s | first range ms | import again s | export s | export MB | server peak MiB |");
        await output.WriteLineAsync("|---|---|---|---|---|---|---|---|");
        foreach (int size in sizes.Length == 0 ? [10_000] : sizes)
        {
            byte[] file = CalendarFile.Generate(size);
            List<double[]> rounds = [];
            string folder = Directory.CreateTempSubdirectory("kalends-interchange-").FullName;
            try
            {
                using ServerProcess server = await Start(program, folder);
                for (int round = 0; round < Rounds; round++) rounds.Add(await Once(server, file, round));
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
            string[] columns = [.. Enumerable.Range(0, rounds[0].Length).Select(column => Spread([.. rounds.Select(round => round[column]).Order()]))];
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"| {size} | {file.Length / 1e6:0.0} | {string.Join(" | ", columns)} |"));
        }
    }

    /// <summary>A calendar of its own each time: import, the range that must show it, import again, export.</summary>
    private static async Task<double[]> Once(ServerProcess server, byte[] file, int round)
    {
        using KalendsClient user = await KalendsClient.SignUp(server.Address, $"file{round}@example.org");
        string calendar = await user.CreateCalendar("File");
        using var http = new HttpClient { BaseAddress = server.Address, Timeout = TimeSpan.FromMinutes(5) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", user.Token);
        double import = await Seconds(() => Import(http, calendar, file, "created"));
        double range = await Seconds(() => http.GetByteArrayAsync($"/calendars/{calendar}/events?start=2026-03-02T00:00:00Z&end=2026-03-09T00:00:00Z"));
        double again = await Seconds(() => Import(http, calendar, file, "unchanged"));
        int length = 0;
        double export = await Seconds(async () => length = (await http.GetByteArrayAsync($"/calendars/{calendar}/export.ics")).Length);
        return [import, range * 1000, again, export, length / 1e6, server.Usage.PeakMiB];
    }

    private static async Task Import(HttpClient http, string calendar, byte[] file, string outcome)
    {
        using var content = new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("text/calendar") } };
        using HttpResponseMessage answer = await http.PostAsync($"/calendars/{calendar}/import", content);
        string text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode || (int)JsonNode.Parse(text)![outcome]! == 0) throw new InvalidOperationException($"the import answered {text}");
    }

    private static async Task<double> Seconds(Func<Task> work)
    {
        long started = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static Task<ServerProcess> Start(string program, string folder) => ServerProcess.Start(
        new ServerCommand("kalends", program, "/health/ready") { Arguments = $"--Kalends:DataDirectory '{folder}' --Kalends:RateLimits:Enabled false" }, folder);

    /// <summary>The middle one, and the least and the most.</summary>
    private static string Spread(double[] sorted) =>
        string.Create(CultureInfo.InvariantCulture, $"{sorted[sorted.Length / 2]:0.00} ({sorted[0]:0.00} to {sorted[^1]:0.00})");
}
