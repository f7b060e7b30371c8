using System.Xml.Linq;

namespace Kalends.Architecture.Tests;

/// <summary>References go one way. What a project may name directly stands here; everything else is a mistake.</summary>
public sealed class ReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Kalends.Recurrence"] = [],
        ["Kalends.ICalendar"] = ["Kalends.Recurrence"],
        ["Kalends.Domain"] = ["Kalends.ICalendar", "Kalends.Recurrence"],
        ["Kalends.Storage"] = ["Kalends.Domain"],
        ["Kalends.Storage.Embedded"] = ["Kalends.Storage"],
        ["Kalends.Storage.Cluster"] = ["Kalends.Storage", "Kalends.Cql"],
        ["Kalends.Cql"] = [],
        ["Kalends.Client"] = ["Kalends.Domain"],
        ["Kalends.Server"] = ["Kalends.Client", "Kalends.Domain", "Kalends.Storage.Embedded", "Kalends.Storage.Cluster"],
    };

    public static TheoryData<string> Projects =>
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories).Select(Repository.Relative)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_refers_only_to_what_lies_below_it(string project)
    {
        var name = Path.GetFileNameWithoutExtension(project);
        Assert.True(Allowed.ContainsKey(name), $"{name} has no place in the house: see docs/architecture.md");
        Assert.Subset(Allowed[name].ToHashSet(), ReferencesOf(project).ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_project_of_the_product_refers_to_a_test_or_bench_project(string project) =>
        Assert.DoesNotContain(ReferencesOf(project), reference => !Allowed.ContainsKey(reference));

    [Theory]
    [InlineData("Kalends.Recurrence", "NodaTime")]
    [InlineData("Kalends.ICalendar", "")]
    [InlineData("Kalends.Domain", "")]
    [InlineData("Kalends.Storage", "")]
    public void Pure_projects_use_no_package_but_NodaTime(string name, string package)
    {
        var packages = XDocument.Load(Path.Combine(Repository.Root, "src", name, name + ".csproj"))
            .Descendants("PackageReference").Select(reference => (string)reference.Attribute("Include")!);
        Assert.Equal(package.Length == 0 ? [] : [package], packages);
    }

    private static IEnumerable<string> ReferencesOf(string project) =>
        XDocument.Load(Path.Combine(Repository.Root, project)).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!));
}
