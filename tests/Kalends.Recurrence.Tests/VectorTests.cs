using NodaTime;

namespace Kalends.Recurrence.Tests;

/// <summary>Facts gathered from public test suites; Data/decisions.md tells how the unsettled ones were decided.</summary>
[Rfc("5545", "3.3.10", "3.8.5.1", "3.8.5.2", "3.8.5.3")]
public sealed class VectorTests
{
    public static TheoryData<string> Settled => [.. Vector.All.Values.Where(vector => vector.Status == "ok").Select(vector => vector.Id)];

    public static TheoryData<string, string> Decided => new(Decisions.Select(row => (row[0], row[2])));

    private static string[][] Decisions { get; } = [.. File.ReadLines(DataFile.Path("decisions.tsv")).Select(line => line.Split('\t'))];

    [Theory]
    [MemberData(nameof(Settled))]
    public void Every_settled_vector_holds(string id) => AssertGives(Vector.All[id], Vector.All[id].Expected);

    [Theory]
    [MemberData(nameof(Decided))]
    public void Every_unsettled_vector_is_as_decided(string id, string decision)
    {
        var vector = Vector.All[id];
        if (decision.StartsWith("refused:", StringComparison.Ordinal))
        {
            var reading = Series.Parse(vector.Start, vector.Lines, DateTimeZoneProviders.Tzdb);
            Assert.Equal(decision["refused:".Length..], Assert.IsType<SeriesRefused>(reading).Part);
            return;
        }
        var start = vector.Show(vector.Parse().Instances().First());
        string[] startFirst = [start, .. vector.Expected];
        switch (decision)
        {
            case "expected": AssertGives(vector, vector.Expected); break;
            case "start-first": AssertGives(vector, vector.HasCount ? startFirst[..^1] : startFirst); break;
            case "start-alone":
                AssertGives(vector, [start]);
                Assert.Equal(new NeverProduces(0), vector.Parse().Check(new SeriesLimits()));
                break;
            default:
                var own = decision["instances ".Length..].Split(',');
                Assert.Equal(own, vector.Produced(own.Length));
                break;
        }
    }

    [Fact]
    public void No_vector_is_left_undecided()
    {
        var unsettled = Vector.All.Values.Where(vector => vector.Status != "ok").Select(vector => vector.Id);
        Assert.Equal(unsettled, Decisions.Select(row => row[0]));
        var explained = File.ReadAllText(DataFile.Path("decisions.md"));
        Assert.All(Decisions.Select(row => row[3]).Distinct(), reason => Assert.Contains($"| `{reason}` | {Decisions.Count(row => row[3] == reason)} |", explained, StringComparison.Ordinal));
    }

    private static void AssertGives(Vector vector, string[] expected) =>
        Assert.Equal(expected, vector.Produced(expected.Length + (vector.IsComplete ? 1 : 0)));
}
