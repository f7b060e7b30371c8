using System.Globalization;
using Kalends.Server.Tests.Running;

namespace Kalends.Server.Tests.UnderFaults;

/// <summary>Which requests a fault lets fail, and only those.</summary>
internal sealed record Excuse(Func<Exchange, bool> Covers)
{
    /// <summary>Whether a reminder may come twice: a notifier that dies may have sent what it has not noted.</summary>
    public bool MayRepeat { get; init; }

    public static Excuse None { get; } = new(_ => false);

    /// <summary>Only what was on its way in the process that died: who has sent it does not know whether it was done.</summary>
    public static Excuse LostIn(IReadOnlyCollection<(ServerProcess Process, Span Time)> deaths) =>
        new(failure => failure.Status is null && deaths.Any(death => death.Process == failure.Process && death.Time.Overlaps(failure.Time))) { MayRepeat = true };

    /// <summary>Writes of the first shard that were on their way when its primary went, if their commit was: whether it was done is not known.</summary>
    public static Excuse LostCommits(Span end) =>
        new(failure => failure.IsRefusedForNow && !failure.IsRead && failure.Touches(0) && failure.Time.Overlaps(end));

    public Excuse Or(Excuse other) => new(failure => Covers(failure) || other.Covers(failure)) { MayRepeat = MayRepeat || other.MayRepeat };
}

/// <summary>What a fault did to the requests of its time.</summary>
internal sealed class FaultReport(string fault, IReadOnlyList<Exchange> exchanges, Span time)
{
    private const int Shards = 2;

    public IEnumerable<Exchange> Failures => exchanges.Where(exchange => exchange.IsFailure);

    public override string ToString()
    {
        var waits = exchanges.Where(exchange => !exchange.IsFailure).Select(exchange => exchange.Time.Length.TotalMilliseconds).Order().ToList();
        var gaps = Enumerable.Range(0, Shards).Select(shard => Text($"{LongestGap(shard):F1} s"));
        var failed = Failures.GroupBy(failure => $"{(failure.IsRead ? "reads" : "writes")} {failure.Status} {failure.Problem.Split(':')[^1]}")
            .Select(group => $"{group.Count()} {group.Key}").DefaultIfEmpty("none");
        return Text($"{fault}: {exchanges.Count} requests in {time.Length.TotalSeconds:F0} s, failed: {string.Join(", ", failed)}; ")
            + Text($"p50 {At(waits, 0.5):F0} ms, p99 {At(waits, 0.99):F0} ms, longest {At(waits, 1):F0} ms; longest without a success by shard: {string.Join(", ", gaps)}; ")
            + Text($"load average {File.ReadAllText("/proc/loadavg").Split(' ')[0]}");
    }

    private double LongestGap(int shard)
    {
        long[] ends = [time.From, .. exchanges.Where(exchange => !exchange.IsFailure && exchange.Touches(shard)).Select(exchange => exchange.Time.To).Order()];
        return ends.Zip(ends.Skip(1), (one, next) => new Span(one, next).Length.TotalSeconds).DefaultIfEmpty().Max();
    }

    private static double At(List<double> sorted, double part) => sorted.Count == 0 ? 0 : sorted[(int)(part * (sorted.Count - 1))];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
