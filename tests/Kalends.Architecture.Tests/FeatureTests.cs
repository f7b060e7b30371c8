using System.Text.RegularExpressions;

namespace Kalends.Architecture.Tests;

/// <summary>Inside the server: a feature never uses another feature's operations; only roles see everything.</summary>
public sealed partial class FeatureTests
{
    private static readonly string Server = Path.Combine(Repository.Root, "src", "Kalends.Server");

    [Fact]
    public void A_feature_never_names_another_feature()
    {
        var wrong =
            from file in Repository.SourceFiles("src/Kalends.Server/Features")
            let own = Path.GetRelativePath(Path.Combine(Server, "Features"), file).Split('/')[0]
            from Match use in FeatureNamespace().Matches(File.ReadAllText(file))
            where use.Groups["feature"].Value != own
            select $"{Repository.Relative(file)} uses {use.Value}";
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("Hosting")]
    [InlineData("Identity")]
    public void What_features_stand_on_does_not_know_them(string folder)
    {
        var wrong =
            from file in Repository.SourceFiles("src/Kalends.Server/" + folder)
            from Match use in FeatureNamespace().Matches(File.ReadAllText(file))
            select $"{Repository.Relative(file)} uses {use.Value}";
        Assert.Empty(wrong);
    }

    [GeneratedRegex(@"Kalends\.Server\.Features\.(?<feature>\w+)")]
    private static partial Regex FeatureNamespace();
}
