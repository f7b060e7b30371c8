using NodaTime;
using NodaTime.TimeZones;

namespace Kalends.ICalendar;

/// <summary>
/// A zone that does what a VTIMEZONE says: before the first onset it has the offset that one comes from. Onsets count up to the year 2500.
/// </summary>
internal sealed class ObservedZone : DateTimeZone
{
    private const int MaxObservances = 400; // each may cost a rule's whole budget of work
    private const int MaxOnsets = 10_000;
    private static readonly Instant Horizon = Instant.FromUtc(2500, 1, 1, 0, 0);

    private readonly ZoneInterval[] intervals;

    private ObservedZone(string id, ZoneInterval[] intervals)
        : base(id, intervals.Length == 1, intervals.Min(i => i.WallOffset), intervals.Max(i => i.WallOffset)) =>
        this.intervals = intervals;

    /// <summary>Null when the component has no observance, one that cannot be understood, or far too many of them or of onsets.</summary>
    public static ObservedZone? Read(string id, Component timeZone)
    {
        SortedDictionary<Instant, Observance> onsets = [];
        var read = 0;
        var components = timeZone.Components.Where(c => c.IsNamed("STANDARD") || c.IsNamed("DAYLIGHT")).ToList();
        if (components.Count > MaxObservances) return null;
        foreach (var component in components)
        {
            if (Observance.Read(component) is not { } observance) return null;
            foreach (var onset in observance.Onsets.StartingIn(Instant.MinValue, Horizon))
            {
                if (++read > MaxOnsets) return null;
                onsets[onset.Start] = observance;
            }
        }
        return onsets.Count == 0 ? null : new ObservedZone(id, [.. Intervals([.. onsets])]);
    }

    /// <inheritdoc/>
    public override ZoneInterval GetZoneInterval(Instant instant)
    {
        var (low, high) = (0, intervals.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (intervals[middle].Start <= instant) low = middle;
            else high = middle - 1;
        }
        return intervals[low];
    }

    private static IEnumerable<ZoneInterval> Intervals(KeyValuePair<Instant, Observance>[] onsets)
    {
        yield return new ZoneInterval("", null, onsets[0].Key, onsets[0].Value.From, Offset.Zero);
        for (var i = 0; i < onsets.Length; i++)
        {
            var (start, observance) = onsets[i];
            Instant? end = i + 1 < onsets.Length ? onsets[i + 1].Key : null;
            yield return new ZoneInterval(observance.Name, start, end, observance.To, Savings(observance));
        }
    }

    /// <summary>A change of the date line (Apia, 2011) is no summer time, and more than an offset can hold.</summary>
    private static Offset Savings(Observance observance)
    {
        var seconds = observance.To.Seconds - observance.From.Seconds;
        return observance.IsDaylight && Math.Abs(seconds) <= 12 * NodaConstants.SecondsPerHour ? Offset.FromSeconds(seconds) : Offset.Zero;
    }
}
