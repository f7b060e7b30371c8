namespace Kalends.Recurrence.Tests;

/// <summary>
/// The examples of RFC 5545, 3.8.5.3 and 3.3.10: name, start in New York, rule, EXDATE, expected wall times (after "+" more follow).
/// </summary>
[Rfc("5545", "3.8.5.3", "3.3.10")]
public sealed class RfcExampleTests
{
    public static TheoryData<string, string, string, string, string> Examples =>
        new(File.ReadLines(DataFile.Path("rfc5545-examples.tsv")).Select(line => line.Split('\t')).Select(row => (row[0], row[1], row[2], row[3], row[4])));

    [Theory]
    [MemberData(nameof(Examples))]
    public void Example(string name, string start, string rule, string excluded, string expected)
    {
        var goesOn = expected.StartsWith('+');
        var wanted = expected.TrimStart('+').Split(',');
        string[] lines = excluded.Length == 0 ? ["RRULE:" + rule] : ["RRULE:" + rule, "EXDATE:" + excluded];
        var series = Make.Series(Make.CompactStart(start, "America/New_York"), lines);
        var given = series.Instances().Take(wanted.Length + 1).Select(instance => Make.Compact(instance.Local)).ToArray();
        Assert.True(wanted.SequenceEqual(given.Take(wanted.Length)), $"{name}: {string.Join(',', given)}");
        Assert.Equal(goesOn, given.Length > wanted.Length);
    }
}
