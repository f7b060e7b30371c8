using System.Text.Json;

namespace Kalends.Server.Tests.BadInput;

/// <summary>Runs every case of every JSON file beside it: the answer is the 4xx that it says, names the member, and nothing has changed.</summary>
public sealed class BadInputTests(BadInputWorld world) : IClassFixture<BadInputWorld>
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "BadInput");

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var file in Directory.GetFiles(Folder, "*.json").Select(Path.GetFileName).Order(StringComparer.Ordinal))
        {
            foreach (var name in Read(file!).Select(found => found.Name)) cases.Add(file!, name);
        }
        return cases;
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task It_is_refused_with_a_word_on_what_is_wrong(string file, string name)
    {
        var bad = Read(file).Single(found => found.Name == name);
        var answer = await world.Send(bad);
        answer.MustBeProblem(bad.Status);
        if (bad.Member is not null) Assert.Contains(bad.Member, answer.Faults);
        Assert.Equal(world.Untouched, await world.Snapshot());
    }

    [Fact]
    public void Every_case_has_a_name_of_its_own() =>
        Assert.All(Directory.GetFiles(Folder, "*.json"), file =>
        {
            var names = Read(Path.GetFileName(file)).Select(bad => bad.Name).ToList();
            Assert.Equal(names.Count, names.Distinct().Count());
        });

    private static IEnumerable<BadInputCase> Read(string file) =>
        JsonElement.Parse(File.ReadAllText(Path.Combine(Folder, file))).EnumerateArray().Select(BadInputCase.Read);
}
