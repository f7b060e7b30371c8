namespace Kalends.Delivery.Bench;

/// <summary>What the arrivals say of the notifiers, where these were killed.</summary>
internal sealed class SoakVerdict(Arrivals arrivals, IReadOnlyList<DateTimeOffset> kills)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    /// <summary>Without a kill, nothing comes twice or late; with kills, only what one of them explains.</summary>
    public bool IsGood => arrivals.Early == 0 && (kills.Count == 0
        ? arrivals.Repeats.IsEmpty && arrivals.Lag(50) < 100 && arrivals.Lag(99) < 1000 && arrivals.Lag(100) < 5000
        : WithOtherKey == 0 && Unexplained == 0 && Recoveries.All(took => took <= Window));

    private int WithOtherKey => arrivals.Repeats.Count(repeat => repeat.First.Key != repeat.Again.Key);

    /// <summary>Repeats without a kill between the two, or of what was told long before it.</summary>
    private int Unexplained => arrivals.Repeats.Count(repeat =>
        !kills.Any(kill => repeat.First.At >= kill - Window && repeat.First.At <= kill + Window && repeat.Again.At >= kill));

    /// <summary>How long after each kill the last one came that was late by a second.</summary>
    private IEnumerable<TimeSpan> Recoveries => kills.Select((kill, n) =>
    {
        DateTimeOffset next = n + 1 < kills.Count ? kills[n + 1] : DateTimeOffset.MaxValue;
        var late = arrivals.LateOnes.Where(at => at >= kill && at < next).ToList();
        return late.Count == 0 ? TimeSpan.Zero : late.Max() - kill;
    });

    public override string ToString() =>
        $"{kills.Count} kills; {arrivals.Repeats.Count:N0} repeats, {WithOtherKey} with another key, {Unexplained} without a kill that explains them; "
        + $"lag under a second again after {string.Join(", ", Recoveries.Select(took => $"{took.TotalSeconds:N1}"))} s";
}
