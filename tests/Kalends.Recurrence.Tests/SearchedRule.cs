using System.Globalization;
using CsCheck;
using NodaTime;

namespace Kalends.Recurrence.Tests;

/// <summary>One line of Data/searched.tsv: a generated rule with the first instants that <see cref="Oracle"/> finds; a "+" before them says that more follow.</summary>
internal sealed record SearchedRule(SeriesStart Start, RecurrenceRule Rule, Instant[] Instants, bool GoesOn)
{
    private const uint Seed = 1;
    private const int Most = 12;
    private const int Fewest = 3;

    private static readonly Gen<(SeriesStart Start, RecurrenceRule Rule)> Coarse =
        from start in Rules.Start
        from rule in Rules.Rule(Rules.Coarse)
        from end in Gen.Int[0, 3]
        from index in Gen.Int[0, 20 * 24]
        select (start, end switch
        {
            0 => rule.WithCount(index % Most + 1),
            1 => rule.WithUntil(Until.On(start.Local.Date.PlusDays(index))),
            2 => rule.WithUntil(Until.At(start.Zone.AtLeniently(start.Local.PlusHours(index)).ToInstant())),
            _ => rule,
        });

    private static readonly Gen<(SeriesStart Start, RecurrenceRule Rule)> Fine =
        Gen.Select(Rules.Start.Select(start => start with { IsDate = false }), Rules.Rule(Rules.Fine));

    private static readonly string[][] Rows = [.. File.ReadLines(DataFile.Path("searched.tsv")).Select(line => line.Split('\t'))];

    internal static IEnumerable<SearchedRule> Kept(Frequency frequency)
    {
        var zones = Make.Zones;
        var part = $"FREQ={frequency}".ToUpperInvariant();
        return Rows.Where(row => row[2].Split(';')[0] == part).Select(row => Read(row, zones));
    }

    /// <summary>Searches anew, with the same rules each time.</summary>
    internal static IEnumerable<SearchedRule> Search(int coarse, int fine)
    {
        var random = new PCG(1, Seed);
        return Drawn(Coarse, 900, random).Take(coarse).Concat(Drawn(Fine, 2, random).Take(fine));
    }

    internal Series ToSeries() => Series.Create(Start, [Rule], [], []);

    public override string ToString() => string.Join('\t',
        Make.Compact(Start.Local)[..(Start.IsDate ? 8 : 15)], Start.Zone.Id, Rule,
        (GoesOn ? "+" : "") + string.Join(',', Instants.Select(at => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture))));

    private static IEnumerable<SearchedRule> Drawn(Gen<(SeriesStart, RecurrenceRule)> sets, int days, PCG random)
    {
        while (true)
        {
            var (start, rule) = sets.Generate(random, null, out _);
            var found = new Oracle(rule, start).Instants(start.Local.PlusDays(days));
            if (found.Count >= Fewest)
                yield return new SearchedRule(start, rule, [.. found.Take(Most)], !IsWhole(rule, found.Count));
        }
    }

    // UNTIL is never further than the search.
    private static bool IsWhole(RecurrenceRule rule, int found) => found <= Most && (rule.Until is not null || rule.Count == found);

    private static SearchedRule Read(string[] row, IDateTimeZoneProvider zones)
    {
        var isDate = row[0].Length == 8;
        var start = new SeriesStart(Make.CompactLocal(isDate ? row[0] + "T000000" : row[0]), isDate, zones[row[1]]);
        var instants = row[3].TrimStart('+').Split(',').Select(text => Instant.FromUnixTimeSeconds(long.Parse(text, CultureInfo.InvariantCulture)));
        return new SearchedRule(start, Rules.Parse(row[2]), [.. instants], row[3].StartsWith('+'));
    }
}
