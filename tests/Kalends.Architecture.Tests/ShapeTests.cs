using System.Text.RegularExpressions;

namespace Kalends.Architecture.Tests;

/// <summary>Sizes and names that keep the code readable.</summary>
public sealed partial class ShapeTests
{
    private const int LongestFile = 300;
    private const int MedianFile = 80;

    [Fact]
    public void No_source_file_is_longer_than_300_lines()
    {
        var wrong = Repository.SourceFiles("src").Select(file => (Lines: File.ReadLines(file).Count(), Name: Repository.Relative(file)))
            .Where(file => file.Lines > LongestFile);
        Assert.Empty(wrong);
    }

    [Fact]
    public void Half_of_the_source_files_fit_on_a_screen()
    {
        var lengths = Repository.SourceFiles("src").Select(file => File.ReadLines(file).Count()).Order().ToArray();
        Assert.InRange(lengths[lengths.Length / 2], 0, MedianFile);
    }

    [Fact]
    public void No_name_is_a_word_that_says_nothing()
    {
        var wrong =
            from file in Repository.SourceFiles("src")
            from Match type in TypeName().Matches(File.ReadAllText(file))
            where EmptyWord().IsMatch(type.Groups["name"].Value)
            select $"{Repository.Relative(file)}: {type.Groups["name"].Value}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void No_region_no_note_of_undone_work_no_silent_catch()
    {
        var wrong =
            from file in Repository.SourceFiles("src")
            from Match smell in Smell().Matches(File.ReadAllText(file))
            select $"{Repository.Relative(file)}: {smell.Value}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void Log_messages_have_one_home_per_project()
    {
        var wrong =
            from project in Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src"))
            let homes = Repository.SourceFiles(Repository.Relative(project))
                .Where(file => File.ReadAllText(file).Contains("[LoggerMessage", StringComparison.Ordinal)).ToArray()
            where homes.Length > 1
            select string.Join(", ", homes.Select(Repository.Relative));
        Assert.Empty(wrong);
    }

    [GeneratedRegex(@"\b(?:class|struct|interface|enum|record(?:\s+struct|\s+class)?)\s+(?<name>[A-Z]\w*)")]
    private static partial Regex TypeName();

    [GeneratedRegex("(Manager|Helper|Helpers|Util|Utils|Utilities|Processor|Base|Impl|Common)$")]
    private static partial Regex EmptyWord();

    [GeneratedRegex(@"#region|\bTODO\b|\bFIXME\b|\bHACK\b|NotImplementedException|catch\s*(\([^)]*\))?\s*\{\s*\}")]
    private static partial Regex Smell();
}
