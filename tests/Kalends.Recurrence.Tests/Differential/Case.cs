using NodaTime;

namespace Kalends.Recurrence.Tests.Differential;

/// <summary>One rule with its start, put to every engine. Times are seconds since 1970-01-01T00:00:00.</summary>
internal sealed class Case(int id, SeriesStart start, RecurrenceRule rule)
{
    /// <summary>How many instances are compared.</summary>
    internal const int Most = 12;

    internal string Id { get; } = id.ToString(System.Globalization.CultureInfo.InvariantCulture);

    internal SeriesStart Start { get; } = start;

    internal RecurrenceRule Rule { get; } = rule;

    /// <summary>What this library gives.</summary>
    internal Instance[] Ours { get; } = [.. Series.Create(start, [rule], [], []).Instances().Take(Most)];

    /// <summary>What the search through all days and seconds finds.</summary>
    internal Oracle Oracle { get; } = new(rule, start);

    internal long[] OurInstants => [.. Ours.Select(instance => instance.Start.ToUnixTimeSeconds())];

    internal long[] OurWallTimes => [.. Ours.Select(instance => Seconds(instance.Local))];

    /// <summary>Whether ours are what the search finds, up to the last of them.</summary>
    internal bool IsRight() =>
        Ours.Select(instance => instance.Start).SequenceEqual(Oracle.Instants(Ours[^1].Start.InZone(Start.Zone).LocalDateTime.PlusDays(1)).Take(Ours.Length));

    /// <summary>The line of the protocol in bench/recurrence/engines/README.md.</summary>
    internal string Line => $"{Id}\t{Make.Compact(Start.Local)}\t{Start.Zone.Id}\t{Rule}";

    public override string ToString() => $"{Make.Compact(Start.Local)} {Start.Zone.Id} {Rule}";

    internal static long Seconds(LocalDateTime local) => local.InUtc().ToInstant().ToUnixTimeSeconds();
}
