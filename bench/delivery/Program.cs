using System.Globalization;
using Kalends.Delivery.Bench;

// Usage: Kalends.Delivery.Bench drain [COUNT] | pace [RATE] [MINUTES] | idle [SECONDS] | day [COUNT] | kill [RATE] [MINUTES]
string data = Directory.CreateTempSubdirectory("kalends-bench-").FullName;
int[] numbers = [.. args.Skip(1).Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
try
{
    Console.WriteLine($"load average {File.ReadAllText("/proc/loadavg").Trim()}");
    return args.FirstOrDefault() switch
    {
        "drain" => await Drain.Run(data, numbers.FirstOrDefault(200_000)),
        "pace" => await Pace.Run(data, numbers.FirstOrDefault(500), numbers.ElementAtOrDefault(1) is > 0 and var minutes ? minutes : 5),
        "idle" => await Idle.Run(data, numbers.FirstOrDefault(60)),
        "day" => await Day.Run(data, numbers.FirstOrDefault(1_000_000)),
        "kill" => await Kill.Run(data, numbers.FirstOrDefault(500), numbers.ElementAtOrDefault(1) is > 0 and var minutes ? minutes : 10),
        _ => Unknown(),
    };
}
finally
{
    Directory.Delete(data, recursive: true);
}

static int Unknown()
{
    Console.Error.WriteLine("What? drain, pace, idle, day or kill");
    return 2;
}
