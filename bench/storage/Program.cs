using System.Globalization;
using Kalends.Storage.Bench;
using Kalends.Storage.Embedded;

// Usage: Kalends.Storage.Bench commits [SECONDS] | weeks [EVENTS...] | points | merges | partition [EVENTS]
string data = Directory.CreateTempSubdirectory("kalends-bench-").FullName;
try
{
    await using EmbeddedStorageSet set = EmbeddedStorageSet.Open(data, TimeProvider.System);
    await set.Prepare(CancellationToken.None);
    Console.WriteLine($"load average {File.ReadAllText("/proc/loadavg").Trim()}");
    int[] numbers = [.. args.Skip(1).Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
    switch (args.FirstOrDefault())
    {
        case "commits": await Commits.Measure(set, seconds: numbers.FirstOrDefault(5)); break;
        case "weeks": await Weeks.Measure(set, numbers.Length > 0 ? numbers : [1_000, 10_000, 100_000]); break;
        case "points": await Points.Measure(set); break;
        case "merges": Merges.Measure(); break;
        case "partition": await PartitionSize.Measure(numbers.FirstOrDefault(100_000)); break;
        default: Console.Error.WriteLine("What? commits, weeks, points, merges or partition"); return 2;
    }
    return 0;
}
finally
{
    Directory.Delete(data, recursive: true);
}
