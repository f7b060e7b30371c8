using System.Globalization;

namespace Kalends.Architecture.Tests;

public sealed class SchemaStepTests
{
    /// <summary>Two branches that each add a step merge without a conflict, and no data file opens after it.</summary>
    [Fact]
    public void Schema_steps_are_numbered_from_1_without_gaps_or_twins()
    {
        var folder = Path.Combine(Repository.Root, "src/Kalends.Storage.Embedded/Schema");
        var numbers = Directory.EnumerateFiles(folder, "*.sql")
            .Select(file => int.Parse(Path.GetFileName(file).AsSpan(0, 3), CultureInfo.InvariantCulture)).Order().ToArray();
        Assert.Equal(Enumerable.Range(1, numbers.Length), numbers);
    }
}
