using NodaTime;

namespace Kalends.Recurrence.Tests.Differential;

/// <summary>How the times of an answer lie to ours.</summary>
internal static class Difference
{
    private const int Day = 24 * 3600;

    internal static long[] Ours(Case @case, Answer answer) => answer.AreInstants ? @case.OurInstants : @case.OurWallTimes;

    internal static bool IsNone(Case @case, Answer answer) => answer.Times is { } times && times.SequenceEqual(Ours(@case, answer));

    /// <summary>Ours but for a start that the rule does not give; then one more is behind them where something limits their number.</summary>
    internal static bool LacksStart(Case @case, Answer answer) =>
        !@case.Oracle.GivesStart && answer.Times is { } times && IsPrefixOfOther(Ours(@case, answer)[1..], times)
        && times.Length >= @case.Ours.Length - 1;

    /// <summary>The same times one by one, each at most so many seconds away; with UNTIL a shift also decides where they end.</summary>
    internal static bool IsShiftBy(Case @case, Answer answer, long most)
    {
        var ours = Ours(@case, answer);
        return answer.Times is { Length: > 0 } times && (Near(ours, times) || !@case.Oracle.GivesStart && Near(ours[1..], times));

        bool Near(long[] one, long[] other) =>
            (@case.Rule.Until is not null || Math.Abs(one.Length - other.Length) <= 1) && one.Zip(other).All(pair => Math.Abs(pair.First - pair.Second) <= most);
    }

    /// <summary>One list goes on where the other ends.</summary>
    internal static bool IsOfLength(Case @case, Answer answer) =>
        answer.Times is { } times && (IsPrefixOfOther(Ours(@case, answer), times) || !@case.Oracle.GivesStart && IsPrefixOfOther(Ours(@case, answer)[1..], times));

    /// <summary>What one list has and the other has not lies within a day of a clock change; times behind the shorter list are not compared.</summary>
    internal static bool IsAtClockChanges(Case @case, Answer answer)
    {
        if (answer.Times is not { Length: > 0 } times)
            return false;
        var ours = Ours(@case, answer);
        return IsSoFor(ours) || !@case.Oracle.GivesStart && ours.Length > 1 && IsSoFor(ours[1..]);

        bool IsSoFor(long[] ours)
        {
            var common = Math.Min(ours[^1], times.Max());
            return ours.Except(times).Concat(times.Except(ours)).Where(time => time <= common).All(time => IsNearClockChange(@case.Start.Zone, time));
        }
    }

    /// <summary>Whether the zone's clocks change between the start and the last time of either list.</summary>
    internal static bool CrossesClockChange(Case @case, Answer answer)
    {
        var last = Math.Max(@case.OurInstants.Max(), answer.Times?.DefaultIfEmpty(0).Max() ?? 0);
        var interval = @case.Start.Zone.GetZoneInterval(@case.Ours[0].Start);
        return interval.HasEnd && interval.End.ToUnixTimeSeconds() <= last;
    }

    /// <summary>Whether the zone leaves out a whole day between the week of the start and the last time of either list.</summary>
    internal static bool CrossesMissingDay(Case @case, Answer answer)
    {
        var first = @case.Ours[0].Start - Duration.FromDays(7);
        var last = Instant.FromUnixTimeSeconds(Math.Max(@case.OurInstants.Max(), answer.Times?.DefaultIfEmpty(0).Max() ?? 0));
        var intervals = @case.Start.Zone.GetZoneIntervals(first, last + Duration.Epsilon).ToArray();
        return intervals.Zip(intervals.Skip(1)).Any(pair => pair.Second.WallOffset.Seconds - pair.First.WallOffset.Seconds >= Day);
    }

    private static bool IsNearClockChange(DateTimeZone zone, long time)
    {
        var around = Duration.FromDays(1);
        var at = Instant.FromUnixTimeSeconds(time);
        return zone.GetZoneInterval(at - around) != zone.GetZoneInterval(at + around);
    }

    private static bool IsPrefixOfOther(long[] one, long[] other)
    {
        var common = Math.Min(one.Length, other.Length);
        return one.AsSpan(0, common).SequenceEqual(other.AsSpan(0, common));
    }
}
