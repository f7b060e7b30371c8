using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kalends.Architecture.Tests;

/// <summary>
/// Every clause of docs/rfc-clauses.tsv has a test with its [Rfc], or says there why not; docs/rfc-coverage.md shows which.
/// UPDATE_SNAPSHOTS=1 writes the page anew.
/// </summary>
public sealed class RfcCoverageTests
{
    private static readonly Clause[] Clauses =
    [
        .. from line in File.ReadLines(Path.Combine(Repository.Root, "docs", "rfc-clauses.tsv"))
           let cells = line.Split('\t')
           select new Clause(cells[0], cells[1], cells[2], cells[3]),
    ];

    private static readonly ILookup<string, string> Tests = Marked().ToLookup(mark => mark.Clause, mark => mark.Test);

    [Fact]
    public void Every_clause_has_a_test_or_a_reason() =>
        Assert.DoesNotContain(Clauses, clause => Tests.Contains(clause.Key) == (clause.Remark.Length > 0));

    [Fact]
    public void Tests_name_clauses_that_are_listed() =>
        Assert.Subset(Clauses.Select(clause => clause.Key).ToHashSet(), Tests.Select(tests => tests.Key).ToHashSet());

    [Fact]
    public void The_page_shows_what_the_tests_say()
    {
        var path = Path.Combine(Repository.Root, "docs", "rfc-coverage.md");
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1") File.WriteAllText(path, Page());
        Assert.Equal(Page(), File.ReadAllText(path));
    }

    private static string Page()
    {
        var page = new StringBuilder(
            """
            # RFCs, clause by clause

            Written by `UPDATE_SNAPSHOTS=1 ./test` from the `[Rfc]` attributes of the tests and from `docs/rfc-clauses.tsv`. The tests of a clause:
            `tests/Kalends.Recurrence.Tests/bin/Release/net10.0/Kalends.Recurrence.Tests --filter-trait "rfc=5545 3.3.10"`.

            """);
        foreach (var rfc in Clauses.GroupBy(clause => clause.Rfc))
        {
            page.Append($"\n## RFC {rfc.Key}\n\n| clause | title | tests |\n|---|---|---|\n");
            foreach (var clause in rfc)
                page.Append($"| {clause.Number} | {clause.Title} | {(clause.Remark.Length > 0 ? clause.Remark : string.Join(", ", Tests[clause.Key].Order(StringComparer.Ordinal)))} |\n");
        }
        return page.ToString();
    }

    private static IEnumerable<(string Clause, string Test)> Marked() =>
        from file in Repository.SourceFiles("tests")
        where !file.EndsWith("RfcAttribute.cs", StringComparison.Ordinal)
        let text = File.ReadAllText(file)
        where text.Contains("[Rfc(", StringComparison.Ordinal)
        from attribute in CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes().OfType<AttributeSyntax>()
        where attribute.Name.ToString() == "Rfc"
        let values = attribute.ArgumentList!.Arguments.Select(argument => ((LiteralExpressionSyntax)argument.Expression).Token.ValueText).ToArray()
        from clause in values.Skip(1)
        select ($"{values[0]} {clause}", NameOf(attribute));

    private static string NameOf(AttributeSyntax attribute)
    {
        var type = attribute.FirstAncestorOrSelf<TypeDeclarationSyntax>()!.Identifier.Text;
        return attribute.Parent!.Parent is MethodDeclarationSyntax method ? $"{type}.{method.Identifier.Text}" : type;
    }

    private sealed record Clause(string Rfc, string Number, string Title, string Remark)
    {
        public string Key => $"{Rfc} {Number}";
    }
}
