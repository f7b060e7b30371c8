using System.Globalization;
using Kalends.Cql.Bench;

switch (args)
{
    case [("rates" or "own") and var clients, var seconds, .. var operations]:
        await Rates.RunAsync(Number(seconds), ownOnly: clients == "own", operations is [] ? ["insert", "read"] : operations);
        return 0;
    case ["soak", var minutes]:
        return await Soak.RunAsync(TimeSpan.FromMinutes(double.Parse(minutes, CultureInfo.InvariantCulture)));
    case ["client", var host, var operation, var concurrency, var seconds]:
        await OwnClient.RunAsync(host, operation, Number(concurrency), Number(seconds));
        return 0;
    case ["floor", var way, var port, var seconds]:
        await Floor.RunAsync(way, Number(port), Number(seconds));
        return 0;
    default:
        Console.Error.WriteLine("usage: rates SECONDS [insert|read] | own SECONDS [insert|read] | soak MINUTES");
        return 2;
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
