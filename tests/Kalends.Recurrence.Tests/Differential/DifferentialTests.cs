using System.Globalization;

namespace Kalends.Recurrence.Tests.Differential;

/// <summary>
/// Generated rules put to other engines. Each difference must be of a kind that docs/recurrence-divergences.md lists, and wherever there is
/// one, ours must be what a search through every day and second finds. KALENDS_DIFFERENTIAL_RULES and KALENDS_DIFFERENTIAL_SEED ask for more.
/// </summary>
[Rfc("5545", "3.3.10")]
public sealed class DifferentialTests
{
    private const int MostShown = 25;

    private static readonly int Count = Setting("KALENDS_DIFFERENTIAL_RULES", 250);
    private static readonly uint Seed = (uint)Setting("KALENDS_DIFFERENTIAL_SEED", 1);

    [Fact]
    public async Task Other_engines_differ_only_in_listed_ways()
    {
        var cases = Cases.Of(Seed, Count).ToArray();
        var findings = await Task.WhenAll(Engines.Start().Select(engine => Task.Run(() => Compare(engine, cases))));
        var all = findings.SelectMany(found => found).ToArray();
        if (Environment.GetEnvironmentVariable("KALENDS_DIFFERENTIAL_REPORT") is { } report)
            await File.WriteAllLinesAsync(report, all.Select(finding => finding.ToString()), TestContext.Current.CancellationToken);
        Assert.All(findings, found => Assert.InRange(found.Count(finding => finding.Answer.Times is null), 0, cases.Length / 5));
        AssertNone("ours is not what the search finds", all.DistinctBy(finding => finding.Case.Id).Where(finding => !finding.Case.IsRight()));
        AssertNone("not of a listed kind", all.Where(finding => finding.Kind is null));
    }

    private static void AssertNone(string what, IEnumerable<Finding> findings)
    {
        var found = findings.ToArray();
        Assert.True(found.Length == 0, $"{found.Length} {what}:\n{string.Join('\n', found.Take(MostShown).Select(finding => finding.ToString()))}");
    }

    private static async Task<List<Finding>> Compare(Engine engine, Case[] cases)
    {
        var findings = new List<Finding>();
        using (engine)
        {
            foreach (var @case in cases)
            {
                var answer = await engine.Ask(@case);
                var kind = Divergences.Explain(engine.Name, @case, answer);
                if (kind != "")
                    findings.Add(new Finding(kind, engine.Name, @case, answer));
            }
        }
        return findings;
    }

    private sealed record Finding(string? Kind, string Engine, Case Case, Answer Answer)
    {
        public override string ToString() =>
            $"{Kind ?? "?"}\t{Engine}\t{Case}\tours {Show(Difference.Ours(Case, Answer))}\ttheirs {Answer.Refusal}{Show(Answer.Times)}";
    }

    private static string Show(long[]? times) => times is null ? "" : string.Join(' ', times.Select(
        time => DateTime.UnixEpoch.AddSeconds(time).ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture)));

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
