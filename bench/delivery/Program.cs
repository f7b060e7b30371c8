using System.Globalization;
using Kalends.Delivery.Bench;

// What a soak starts as a process: serve SECONDS-OFF ARGUMENTS
if (args is ["serve", var off, .. var arguments]) return await Servers.Serve(TimeSpan.FromSeconds(Number(off)), arguments);

string data = Directory.CreateTempSubdirectory("kalends-bench-").FullName;
try
{
    Console.WriteLine($"load average {Usage.LoadAverage}");
    return args switch
    {
        ["drain", .. var more] => await Drain.Run(data, At(more, 0, 200_000)),
        ["idle", .. var more] => await Idle.Run(data, At(more, 0, 180), more.ElementAtOrDefault(1) ?? "api,worker,notifier"),
        ["day", .. var more] => await Day.Run(data, At(more, 0, 1_000_000), more.ElementAtOrDefault(1) ?? "embedded"),
        ["pace", "embedded" or "cluster", ..] => await Soak.Run(data, Plan(TimeSpan.Zero)),
        ["kill", "embedded" or "cluster", ..] => await Soak.Run(data, Plan(TimeSpan.FromSeconds(30))),
        _ => Unknown(),
    };
}
finally
{
    Directory.Delete(data, recursive: true);
}

SoakPlan Plan(TimeSpan killEvery) => new(args[1], At(args, 2, 500), At(args, 3, 5))
{
    KillEvery = killEvery > TimeSpan.Zero ? killEvery : null, FillSeconds = At(args, 4, 300), WarmUpMinutes = At(args, 5, 0),
};

static int At(string[] arguments, int index, int otherwise) => index < arguments.Length ? Number(arguments[index]) : otherwise;

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

static int Unknown()
{
    Console.Error.WriteLine(
        "What? drain [COUNT] | idle [SECONDS] [ROLES] | day [COUNT] [SET] | pace SET [RATE] [MINUTES] [FILL SECONDS] [WARM-UP MINUTES] | kill SET [RATE] [MINUTES] [FILL SECONDS]");
    return 2;
}
