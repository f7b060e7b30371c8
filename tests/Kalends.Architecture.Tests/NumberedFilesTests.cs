using System.Globalization;

namespace Kalends.Architecture.Tests;

public sealed class NumberedFilesTests
{
    /// <summary>Two branches that each add a file merge without a conflict; twins among the schema steps let no data file open after it.</summary>
    [Theory]
    [InlineData("src/Kalends.Storage.Embedded/Schema", "*.sql", 1)]
    [InlineData("docs/adr", "*.md", 0)]
    public void Numbers_go_up_without_gaps_or_twins(string folder, string pattern, int first)
    {
        var numbers = Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), pattern)
            .Select(file => int.Parse(Path.GetFileName(file).Split('-', '_')[0], CultureInfo.InvariantCulture)).Order().ToArray();
        Assert.NotEmpty(numbers);
        Assert.Equal(Enumerable.Range(first, numbers.Length), numbers);
    }
}
