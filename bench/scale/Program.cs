using System.Globalization;
using Kalends.Scale.Bench;

// kalends.dll [SECONDS OF A LOAD]
string program = args[0];
var seconds = TimeSpan.FromSeconds(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 4);
string folder = Directory.CreateTempSubdirectory("kalends-scale-").FullName;
try
{
    var plan = new Plan(new Programs(program, folder), seconds, Console.Out);
    Console.WriteLine(Line.Header);
    await plan.MeasureEmbedded();
    await using var servers = await BackingServers.Start();
    await plan.MeasureCluster(servers, shards: 1, processes: [1, 2, 4]);
    await plan.MeasureCluster(servers, shards: 2, processes: [1, 2]);
}
finally
{
    Directory.Delete(folder, recursive: true);
}
