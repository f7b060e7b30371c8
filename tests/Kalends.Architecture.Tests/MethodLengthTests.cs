using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kalends.Architecture.Tests;

/// <summary>Methods stay short enough to be held in the head.</summary>
public sealed class MethodLengthTests
{
    private const int LongestMethod = 40;
    private const int MostParameters = 4;

    [Fact]
    public void No_method_is_longer_than_40_lines() =>
        Assert.Empty(Methods().Where(method => method.Lines > LongestMethod).Select(method => $"{method.Name}: {method.Lines} lines"));

    [Fact]
    public void More_than_three_parameters_make_a_record() =>
        Assert.Empty(Methods().Where(method => method.Parameters > MostParameters).Select(method => $"{method.Name}: {method.Parameters} parameters"));

    private static IEnumerable<(string Name, int Lines, int Parameters)> Methods() =>
        from file in Repository.SourceFiles("src")
        let tree = CSharpSyntaxTree.ParseText(File.ReadAllText(file))
        from method in tree.GetRoot().DescendantNodes().OfType<BaseMethodDeclarationSyntax>()
        let span = method.GetLocation().GetLineSpan()
        let name = method is MethodDeclarationSyntax named ? named.Identifier.Text : "constructor"
        let data = method.ParameterList.Parameters.Count(parameter => parameter.Type?.ToString() != "CancellationToken")
        select ($"{Repository.Relative(file)} {name}", span.EndLinePosition.Line - span.StartLinePosition.Line + 1, data);
}
