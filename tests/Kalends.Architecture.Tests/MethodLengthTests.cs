using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kalends.Architecture.Tests;

/// <summary>Methods stay short enough to be held in the head.</summary>
public sealed class MethodLengthTests
{
    private const int LongestMethod = 40;
    private const int MostParameters = 3;

    [Fact]
    public void No_method_is_longer_than_40_lines() =>
        Holds(from method in Methods() where method.Lines > LongestMethod select $"{method.Name}: {method.Lines} lines");

    /// <summary>The file lists the methods that still break the rule; it may only get shorter.</summary>
    [Fact]
    public void More_than_three_parameters_make_a_record()
    {
        var found = (from method in Methods() where method.Parameters > MostParameters select method.Name).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(File.ReadAllLines(Path.Combine(Repository.Root, "tests/Kalends.Architecture.Tests/LongParameterLists.txt")), found);
    }

    private static void Holds(IEnumerable<string> exceptions)
    {
        var found = exceptions.ToArray();
        Assert.True(found.Length == 0, string.Join('\n', found));
    }

    private static IEnumerable<(string Name, int Lines, int Parameters)> Methods() =>
        from file in Repository.SourceFiles("src")
        let tree = CSharpSyntaxTree.ParseText(File.ReadAllText(file))
        from method in tree.GetRoot().DescendantNodes().OfType<BaseMethodDeclarationSyntax>()
        where method.Body is not null || method.ExpressionBody is not null // what C declares is not ours to shorten
        let span = method.GetLocation().GetLineSpan()
        let name = method is MethodDeclarationSyntax named ? named.Identifier.Text : "constructor"
        let isGiven = method.Modifiers.Any(modifier => modifier.ValueText == "override") // what is overridden says what it takes
        let data = isGiven ? 0 : method.ParameterList.Parameters.Count(parameter =>
            parameter.Type?.ToString() != "CancellationToken" && !parameter.Modifiers.Any(modifier => modifier.ValueText == "out"))
        select ($"{Repository.Relative(file)} {name}", span.EndLinePosition.Line - span.StartLinePosition.Line + 1, data);
}
