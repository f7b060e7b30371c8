using System.Globalization;

namespace Kalends.Recurrence.Race;

/// <summary>Measures the engines of this process by the protocol in engines/README.md.</summary>
internal static class Race
{
    internal static void Run(Func<Case, Walk> open, int most, double seconds)
    {
        while (Console.ReadLine() is { } line)
        {
            var row = line.Split('\t');
            var answer = Protocol.Answer(() => Measure(open(new Case(row[0], row[1], row[2], row[3])), most, seconds));
            Console.WriteLine($"{row[0]}\t{answer}");
        }
    }

    private static string Measure(Walk walk, int most, double seconds)
    {
        var budget = TimeSpan.FromSeconds(seconds);
        var settled = Environment.CpuUsage.TotalTime + budget / 2;
        while (Environment.CpuUsage.TotalTime < settled)
            walk(most, () => Environment.CpuUsage.TotalTime > settled);
        var begun = Environment.CpuUsage.TotalTime;
        var end = begun + budget;
        long count = 0;
        while (Environment.CpuUsage.TotalTime < end)
            count += walk(most, () => Environment.CpuUsage.TotalTime > end);
        var taken = (Environment.CpuUsage.TotalTime - begun).TotalSeconds;
        return string.Create(CultureInfo.InvariantCulture, $"{count}\t{taken:f6}");
    }
}
