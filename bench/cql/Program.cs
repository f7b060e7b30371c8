using System.Globalization;
using Kalends.Cql.Bench;

switch (args)
{
    case [("rates" or "own") and var clients, var seconds]:
        await Rates.RunAsync(int.Parse(seconds, CultureInfo.InvariantCulture), ownOnly: clients == "own");
        return 0;
    case ["soak", var minutes]:
        return await Soak.RunAsync(TimeSpan.FromMinutes(double.Parse(minutes, CultureInfo.InvariantCulture)));
    case ["client", var host, var operation, var concurrency, var seconds]:
        await OwnClient.RunAsync(
            host, operation, int.Parse(concurrency, CultureInfo.InvariantCulture), int.Parse(seconds, CultureInfo.InvariantCulture));
        return 0;
    default:
        Console.Error.WriteLine("usage: rates SECONDS | own SECONDS | soak MINUTES");
        return 2;
}
