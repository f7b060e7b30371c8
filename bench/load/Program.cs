using System.Globalization;
using Kalends.Load.Plan;
using NodaTime;

if (args is ["get", .. var single])
{
    SingleLoad.Run(single, Console.Out);
    return;
}

if (args is ["interchange", var program, .. var sizes])
{
    await Interchange.Measure(program, [.. sizes.Select(size => int.Parse(size, CultureInfo.InvariantCulture))], Console.Out);
    return;
}

Arguments arguments = Arguments.Parse(args);
string folder = Directory.CreateTempSubdirectory("kalends-load-").FullName;
try
{
    LocalDate today = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()).InUtc().Date;
    await new Bench(arguments, folder, today, Console.Out).Run();
}
finally
{
    Directory.Delete(folder, recursive: true);
}
