using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;

namespace Kalends.Storage.Tests.Embedded;

/// <summary>A process that writes under load, and what it said was stored before it was killed.</summary>
internal sealed class KilledWriter
{
    private readonly ConcurrentQueue<string> lines = [];

    /// <summary>Per event, its newest acknowledged revision and the feed's sequence of it.</summary>
    public Dictionary<(CalendarId Calendar, EventId Event), (long Revision, long Sequence)> Acknowledged { get; } = [];

    public int Lines { get; private set; }

    /// <summary>Lets it live for a while after its first write, then kills it without warning.</summary>
    public static async Task<KilledWriter> Run(string dataDirectory, int seed, TimeSpan life)
    {
        var killed = new KilledWriter();
        var wrote = new TaskCompletionSource();
        using var process = new Process();
        process.StartInfo = new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, "Kalends.WriteLoad"), [dataDirectory, seed.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
        };
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is not null) killed.lines.Enqueue(line.Data);
            wrote.TrySetResult();
        };
        process.Start();
        process.BeginOutputReadLine();
        await wrote.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await Task.Delay(life);
        process.Kill();
        await process.WaitForExitAsync();
        killed.Read();
        return killed;
    }

    // The last line may have been cut by the kill.
    private void Read()
    {
        foreach (string[] words in lines.Select(line => line.Split(' ')).Where(words => words.Length == 4 && words[3].Length > 0))
        {
            long[] numbers = [.. new[] { words[0], words[2], words[3] }.Select(word => long.Parse(word, CultureInfo.InvariantCulture))];
            var key = (new CalendarId(numbers[0]), new EventId(Guid.Parse(words[1])));
            if (Acknowledged.GetValueOrDefault(key).Revision < numbers[1]) Acknowledged[key] = (numbers[1], numbers[2]);
            Lines++;
        }
    }
}
