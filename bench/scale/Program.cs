using System.Globalization;
using Kalends.Scale.Bench;

// kalends.dll [SECONDS OF A LOAD, 0 for sizes only]
string program = args[0];
var seconds = TimeSpan.FromSeconds(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 4);
string folder = Directory.CreateTempSubdirectory("kalends-scale-").FullName;
try
{
    var programs = new Programs(program, folder);
    var plan = new Plan(programs, seconds, Console.Out);
    if (seconds > TimeSpan.Zero)
    {
        Console.WriteLine(Line.Header);
        await plan.MeasureEmbedded();
    }
    await using var servers = await BackingServers.Start();
    if (seconds > TimeSpan.Zero)
    {
        await plan.MeasureCluster(servers, shards: 1, processes: [1, 2, 4]);
        await plan.MeasureCluster(servers, shards: 2, processes: [1, 2]);
    }
    await new Stored(programs, servers, Console.Out).Measure(plan.Today);
}
finally
{
    Directory.Delete(folder, recursive: true);
}
