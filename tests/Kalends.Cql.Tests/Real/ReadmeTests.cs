using System.Globalization;

namespace Kalends.Cql.Tests.Real;

public sealed class ReadmeTests(RealCluster real)
{
    [Fact]
    public void The_first_program_is_the_one_that_is_tested()
    {
        var shown = Read("README.md").SkipWhile(line => line != "```csharp").Skip(1).TakeWhile(line => line != "```");
        var program = shown.SkipWhile(line => !line.StartsWith("string[] nodes", StringComparison.Ordinal)).Skip(1);
        var tested = Read("FiveMinutes.cs").SkipWhile(line => line != "    {").Skip(1).TakeWhile(line => line != "    }");
        Assert.Equal(program, tested.Select(line => line.Length == 0 ? line : line[8..]));
    }

    [Fact]
    public async Task The_first_program_does_what_it_says()
    {
        var cluster = await real.GetAsync();
        await using var console = new StringWriter(CultureInfo.InvariantCulture);
        await FiveMinutes.RunAsync([$"{cluster.Nodes[0].EndPoint.Address}"], console);
        Assert.Equal("2026-03-02T14:00:00Z 19.90 gift", console.ToString().Trim());
    }

    private static string[] Read(string name)
    {
        using var stream = typeof(ReadmeTests).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n');
    }
}
