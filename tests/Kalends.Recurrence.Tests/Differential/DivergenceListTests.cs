using System.Text;

namespace Kalends.Recurrence.Tests.Differential;

/// <summary>docs/recurrence-divergences.md says what <see cref="Divergences"/> says. UPDATE_SNAPSHOTS=1 writes it anew.</summary>
public sealed class DivergenceListTests
{
    private const string Head =
        """
        # Where other recurrence engines give something else

        Generated rules are put to Ical.Net 5.2, python-dateutil 2.8, libical 3.0, rrule.js 2.8 and rrule-rust 3.1, and each first dozen instances are
        compared. Every difference is of one of the kinds below; one of no kind fails the test. Wherever an engine differs, ours must be what a
        search through every day and second finds, which shares nothing with our engine but the parsed rule.

            ./test                           # some hundred rules
            ./test --soak recurrence 20000   # as many as you like

        Clauses are of RFC 5545. This page is written from `tests/Kalends.Recurrence.Tests/Differential/Divergences.cs` by `UPDATE_SNAPSHOTS=1 ./test`;
        what we decided about the vectors of public test suites stands in `tests/Kalends.Recurrence.Tests/Data/decisions.md`.

        """;

    [Fact]
    public void The_page_lists_the_kinds_that_the_test_accepts()
    {
        var page = new StringBuilder(Head);
        foreach (var kind in Divergences.All)
            page.Append($"\n## {char.ToUpperInvariant(kind.Name[0])}{kind.Name[1..]}\n\n{string.Join(", ", kind.Engines)}; {kind.Clause}.\n\n{kind.Choice}\n");
        var path = Path.Combine(Engines.Root, "docs", "recurrence-divergences.md");
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(path, page.ToString());
        Assert.Equal(page.ToString(), File.ReadAllText(path));
    }

    [Fact]
    public void Every_kind_has_a_name_of_its_own() => Assert.Distinct(Divergences.All.Select(kind => kind.Name));
}
