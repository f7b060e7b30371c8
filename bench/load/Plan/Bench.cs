using System.Globalization;
using Kalends.Load.Data;
using Kalends.Load.Loads;
using Kalends.Load.Servers;
using NodaTime;

namespace Kalends.Load.Plan;

/// <summary>The whole measurement.</summary>
internal sealed class Bench(Arguments arguments, string folder, LocalDate today, TextWriter output)
{
    private const int MainSize = 10_000;

    private readonly ServerCommand kalendsCommand = new("kalends", arguments.Server, "/health/ready")
    {
        Environment = new Dictionary<string, string>
        {
            ["Kalends__DataDirectory"] = Path.Combine(folder, "data"),
            ["Kalends__RateLimits__Enabled"] = "false",
        },
    };

    public async Task Run()
    {
        using ServerProcess kalends = await ServerProcess.Start(kalendsCommand, folder);
        Say($"Started in {kalends.StartUp.TotalMilliseconds:F0} ms, {kalends.Usage.ResidentMiB:F0} MiB.");
        Filling filling = await Fill(kalends, MainSize);
        await RunViews(kalends, filling.Data);
        if (arguments.Wants("scale"))
            await RunScale(kalends, filling);
        if (arguments.Wants("create") || arguments.Wants("mix"))
            Say($"\n{Row.Header}");
        await RunCreates(kalends, filling.Data); // after the reading, and elsewhere, so that the calendar that is read keeps its size
        RunMix(kalends, filling.Data);
        Say($"\nAt the end: {kalends.Usage.ResidentMiB:F0} MiB, at most {kalends.Usage.PeakMiB:F0} MiB.");
    }

    private async Task<Filling> Fill(ServerProcess kalends, int events)
    {
        Filling filling = await Filling.Run(kalends.Address, events, today);
        int occurrences = await filling.Data.CountOccurrences();
        Say(filling + $", {occurrences} occurrences in two years.");
        return filling;
    }

    private async Task RunViews(ServerProcess kalends, DataSet data)
    {
        List<Recording> recordings = [];
        foreach (View view in View.Of(data).Where(view => arguments.Wants(view.Part)))
            recordings.Add(await view.Record(data.Client));
        if (recordings.Count == 0)
            return;
        Say($"\n{Row.Header}");
        string answers = Path.Combine(folder, "answers");
        Recording.Save(recordings, answers);
        string probe = recordings[0].Targets[0];
        var command = new ServerCommand("bare", arguments.Bare, probe) { Arguments = $"--answers '{answers}'" };
        using ServerProcess bare = await ServerProcess.Start(command, folder);
        var comparison = new Comparison(kalends, bare, data.Caller, arguments, output);
        recordings.ForEach(comparison.Run);
        Say($"\n{string.Join('\n', comparison.Verdicts)}");
    }

    private async Task RunCreates(ServerProcess kalends, DataSet data)
    {
        if (!arguments.Wants("create"))
            return;
        string calendar = await data.Client.CreateCalendar("created");
        using var meter = new Meter(kalends, Filling.Clients);
        var source = new Creates(data.Caller, calendar, DataSet.Mix(today, 1).Next);
        Say(meter.Closed("create", source, arguments.LoadTime).ToString());
    }

    private void RunMix(ServerProcess kalends, DataSet data)
    {
        if (!arguments.Wants("mix"))
            return;
        var draw = new Draw(7);
        IReadOnlyList<View> views = View.Of(data);
        var mixture = new Mixture(data.Caller, draw,
        [
            (80, new Targets(data.Caller, () => data.Range(data.Window.Leafed(draw)))),
            (6, new Targets(data.Caller, views[1].Fresh)),
            (6, new Targets(data.Caller, views[2].Fresh)),
            (8, new Creates(data.Caller, data.Calendar, DataSet.Mix(today, 2).Next)),
        ]);
        const string name = "mix: 80 % week, 6 % month, 6 % conflicts, 8 % create";
        double peak;
        using (var meter = new Meter(kalends, Filling.Clients))
        {
            Row row = meter.Closed(name, mixture, arguments.LoadTime);
            Say(row.ToString());
            peak = row.Tally.PerSecond;
        }

        using (var meter = new Meter(kalends, 256))
            Say(meter.Open(name, mixture, peak / 2, arguments.LoadTime).ToString());
    }

    private async Task RunScale(ServerProcess kalends, Filling main)
    {
        Say("");
        List<DataSet> sets = [(await Fill(kalends, 1_000)).Data, main.Data];
        if (arguments.Full)
            sets.Add((await Fill(kalends, 100_000)).Data);
        Say($"\n{ScaleRow.Header}");
        double first = 0;
        foreach (DataSet data in sets)
        {
            ScaleRow row = await ScaleRow.Measure(kalends, data, arguments.LoadTime);
            first = first == 0 ? row.CpuEach : first;
            Say(row + string.Create(CultureInfo.InvariantCulture, $" {row.CpuEach / first:F2} |"));
        }
    }

    private void Say(string line)
    {
        output.WriteLine(line);
        output.Flush();
    }
}
