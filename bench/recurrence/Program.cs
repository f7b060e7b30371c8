using System.Globalization;
using Kalends.Recurrence.Race;

switch (args)
{
    case [var engine, "race", var most, var seconds]:
        Race.Run(Walks.Of(engine), int.Parse(most, CultureInfo.InvariantCulture), double.Parse(seconds, CultureInfo.InvariantCulture));
        return 0;
    case [var engine, "list", var most]:
        Listing.Run(Walks.Of(engine), int.Parse(most, CultureInfo.InvariantCulture));
        return 0;
    case ["table", var rules, .. var results]:
        Table.Print(rules, results);
        return 0;
    default:
        await Console.Error.WriteLineAsync("usage: kalends|ical-net race MOST SECONDS < CASES | kalends|ical-net list MOST < CASES | table RULES RESULTS...");
        return 2;
}
