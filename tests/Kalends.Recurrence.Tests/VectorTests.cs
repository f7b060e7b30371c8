namespace Kalends.Recurrence.Tests;

public sealed class VectorTests
{
    public static TheoryData<string> Settled => [.. Ids("ok")];

    public static TheoryData<string> Unsynced => [.. Ids("dtstart-unsynced")];

    [Theory]
    [MemberData(nameof(Settled))]
    public void Every_settled_vector_holds(string id)
    {
        var vector = Vector.All[id];
        var produced = vector.Produced(vector.Expected.Length + (vector.IsComplete ? 1 : 0));
        Assert.Equal(vector.Expected, produced);
    }

    [Theory]
    [MemberData(nameof(Unsynced))]
    public void A_start_that_the_rule_does_not_give_comes_first_and_is_counted(string id)
    {
        var vector = Vector.All[id];
        var series = vector.Parse();
        var start = vector.Show(series.Instances().First() with { });
        string[] expected = [vector.Show(series.Find(vector.Start.Local)!.Value), .. vector.Expected];
        if (vector.HasCount && vector.Lines.Length == 1)
            expected = expected[..^1];
        Assert.Equal(expected, vector.Produced(expected.Length + (vector.IsComplete ? 1 : 0)));
        Assert.Equal(expected[0], start);
    }

    private static IEnumerable<string> Ids(string status) =>
        Vector.All.Values.Where(vector => vector.Status == status).Select(vector => vector.Id);
}
