using Kalends.Recurrence.Expansion;
using NodaTime;

namespace Kalends.Recurrence;

/// <summary>A series with the length of its occurrences and its overrides: what a calendar shows. Immutable.</summary>
public sealed class SeriesTimeline
{
    // More than two midnights can lie apart beyond the whole days between them.
    private static readonly Duration DaySlack = Duration.FromDays(2);

    private readonly Series series;
    private readonly OccurrenceLength length;
    private readonly Dictionary<Instant, OccurrenceOverride> overrides = [];

    /// <param name="series">The series.</param>
    /// <param name="length">How long an occurrence lasts that has no duration of its own.</param>
    /// <param name="overrides">At most one for each original start; a later one replaces an earlier one.</param>
    public SeriesTimeline(Series series, OccurrenceLength length, IEnumerable<OccurrenceOverride> overrides)
    {
        this.series = series;
        this.length = length;
        foreach (var change in overrides)
            this.overrides[change.OriginalStart] = change;
    }

    /// <summary>
    /// The occurrences that overlap [<paramref name="from"/>, <paramref name="to"/>), cancelled ones included, by start and then by
    /// original start: start &lt; to and end &gt; from, and one of no length lies in it when from &lt;= start &lt; to. Computed lazily.
    /// </summary>
    public IEnumerable<Occurrence> Overlapping(Instant from, Instant to)
    {
        var moved = MovedInto(from, to);
        var at = 0;
        foreach (var instance in series.StartingIn(Before(from, Reach()), to))
        {
            var change = overrides.GetValueOrDefault(instance.Start);
            if (change?.MovedTo is not null)
                continue;
            var occurrence = new Occurrence(instance, instance.Start, End(instance), change);
            if (!Overlaps(occurrence, from, to))
                continue;
            while (at < moved.Count && Order(moved[at], occurrence) < 0)
                yield return moved[at++];
            yield return occurrence;
        }
        while (at < moved.Count)
            yield return moved[at++];
    }

    private List<Occurrence> MovedInto(Instant from, Instant to)
    {
        var moved = new List<Occurrence>();
        foreach (var change in overrides.Values)
        {
            if (change.MovedTo is not { } place || place.Start >= to || place.End < from || series.Find(change.OriginalStart) is not { } instance)
                continue;
            var occurrence = new Occurrence(instance, place.Start, place.End, change);
            if (Overlaps(occurrence, from, to))
                moved.Add(occurrence);
        }
        moved.Sort(Order);
        return moved;
    }

    private static int Order(Occurrence one, Occurrence other)
    {
        var byStart = one.Start.CompareTo(other.Start);
        return byStart != 0 ? byStart : one.Original.Start.CompareTo(other.Original.Start);
    }

    private static bool Overlaps(Occurrence occurrence, Instant from, Instant to) =>
        occurrence.Start < to && (occurrence.End > from || occurrence.End == occurrence.Start && occurrence.Start >= from);

    // How long before a window an occurrence may start that still reaches into it.
    private Duration Reach()
    {
        var usual = length is LengthInDays { Days: var days } ? Duration.FromDays(days) + DaySlack : ((ExactLength)length).Duration;
        return Duration.Max(usual, series.LongestOwnDuration);
    }

    private Instant End(Instance instance)
    {
        if (instance.OwnDuration is { } own)
            return instance.Start + own;
        if (length is not LengthInDays { Days: var days })
            return instance.Start + ((ExactLength)length).Duration;
        var midnight = instance.LocalSeconds + days * (long)Civil.SecondsPerDay;
        return Instant.FromUnixTimeSeconds(UnixTime.Read(series.Start.Zone, midnight));
    }

    private static Instant Before(Instant instant, Duration duration) =>
        instant - Instant.MinValue > duration ? instant - duration : Instant.MinValue;
}
