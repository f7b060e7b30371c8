using System.Globalization;

namespace Kalends.Recurrence.Race;

/// <summary>
/// The results of all engines as a table. An engine's rate over several rules is that of a walk which takes equally many occurrences
/// from each of them, so slow rules weigh more than fast ones.
/// </summary>
internal static class Table
{
    internal static void Print(string rules, string[] results)
    {
        string[][] rows = [.. File.ReadLines(rules).Select(line => line.Split('\t'))];
        var coarse = Ids(rows, "coarse");
        var fine = Ids(rows, "fine");
        Console.WriteLine($"| engine | {coarse.Length} rules of days and more, occurrences/s | slowest rule | {fine.Length} rules within the day, occurrences/s | slowest rule | refused or wordless |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var result in results)
        {
            var rates = Read(result);
            var missing = coarse.Concat(fine).Count(id => !rates.ContainsKey(id));
            Console.WriteLine($"| {Path.GetFileNameWithoutExtension(result)} | {Cells(rates, coarse, rows)} | {Cells(rates, fine, rows)} | {missing} |");
        }
    }

    private static string[] Ids(string[][] rows, string group) =>
        [.. rows.Select((row, index) => (row, index)).Where(pair => pair.row[0] == group).Select(pair => Id(pair.index))];

    private static string Id(int index) => (index + 1).ToString(CultureInfo.InvariantCulture);

    private static Dictionary<string, double> Read(string result) => File.ReadLines(result).Select(line => line.Split('\t'))
        .Where(row => row[1] is not ("!" or "0"))
        .ToDictionary(row => row[0], row => Number(row[1]) / Number(row[2]));

    private static string Cells(Dictionary<string, double> rates, string[] ids, string[][] rows)
    {
        var measured = ids.Where(rates.ContainsKey).ToArray();
        if (measured.Length == 0)
            return "- | -";
        var whole = measured.Length / measured.Sum(id => 1 / rates[id]);
        var slowest = measured.MinBy(id => rates[id])!;
        var rule = rows[int.Parse(slowest, CultureInfo.InvariantCulture) - 1];
        return $"{Show(whole)} | {Show(rates[slowest])} `{rule[3]}` |".TrimEnd('|', ' ');
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string Show(double rate) => rate switch
    {
        >= 1e6 => string.Create(CultureInfo.InvariantCulture, $"{rate / 1e6:f2} M"),
        >= 1e3 => string.Create(CultureInfo.InvariantCulture, $"{rate / 1e3:f1} k"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{rate:f0}"),
    };
}
