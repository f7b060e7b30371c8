using NodaTime;

namespace Kalends.Recurrence;

/// <summary>
/// What a newer tzdb changes: which zones, and from when on. Whatever was derived from a zone that is not among them, or starts before or
/// after the time in which it differs, stays as it is; of the rest <see cref="Moves"/> lists what moved. Immutable.
/// </summary>
public sealed class TzdbChanges
{
    // Just behind the end a wall time may still have meant, or mean now, the first of two times.
    private static readonly Duration Aftermath = Duration.FromDays(1);

    private readonly Dictionary<string, ZoneChange> zones;

    private TzdbChanges(Dictionary<string, ZoneChange> zones) => this.zones = zones;

    /// <summary>The zones that differ within the window.</summary>
    public IReadOnlyCollection<ZoneChange> Zones => zones.Values;

    /// <summary>Compares all zones of the older version, by their offsets from UTC; an id that the newer one has lost differs throughout.</summary>
    /// <param name="before">The version with which things were derived.</param>
    /// <param name="after">The version in force.</param>
    /// <param name="window">The time of interest; both ends given.</param>
    public static TzdbChanges Between(IDateTimeZoneProvider before, IDateTimeZoneProvider after, Interval window)
    {
        var changes = new Dictionary<string, ZoneChange>(StringComparer.Ordinal);
        foreach (var id in before.Ids)
        {
            var change = after.GetZoneOrNull(id) is { } zone ? Compare(before[id], zone, window) : new ZoneChange(id, window.Start, window.End);
            if (change is not null)
                changes.Add(id, change);
        }
        return new TzdbChanges(changes);
    }

    /// <summary>Whether anything that starts in [<paramref name="from"/>, <paramref name="to"/>) by the older version may start at another time by the newer.</summary>
    public bool Affects(string zone, Instant from, Instant to) =>
        zones.TryGetValue(zone, out var change) && change.First < to && from < change.End + Aftermath;

    /// <summary>The instances of a series that start in the window and have another start in the other version, in the order of their wall times.</summary>
    /// <param name="before">The series with its zone of the older version.</param>
    /// <param name="after">The same series with its zone of the newer one.</param>
    /// <param name="window">The time of interest; both ends given.</param>
    public static IReadOnlyList<InstanceMove> Moves(Series before, Series after, Interval window)
    {
        var earlier = Starts(before, window);
        var later = Starts(after, window);
        return [.. from local in earlier.Keys.Union(later.Keys).Order()
                   let was = earlier.TryGetValue(local, out var old) ? old : (Instant?)null
                   let now = later.TryGetValue(local, out var @new) ? @new : (Instant?)null
                   where was != now
                   select new InstanceMove(local, was, now)];
    }

    private static Dictionary<LocalDateTime, Instant> Starts(Series series, Interval window)
    {
        var starts = new Dictionary<LocalDateTime, Instant>();
        foreach (var instance in series.StartingIn(window.Start, window.End))
            starts.TryAdd(instance.Local, instance.Start);
        return starts;
    }

    private static ZoneChange? Compare(DateTimeZone before, DateTimeZone after, Interval window)
    {
        Instant? first = null;
        var end = window.Start;
        for (var at = window.Start; at < window.End;)
        {
            var (one, other) = (before.GetZoneInterval(at), after.GetZoneInterval(at));
            var next = Instant.Min(window.End, Instant.Min(End(one), End(other)));
            if (one.WallOffset != other.WallOffset)
                (first, end) = (first ?? at, next);
            at = next;
        }
        return first is { } start ? new ZoneChange(before.Id, start, end) : null;
    }

    private static Instant End(NodaTime.TimeZones.ZoneInterval interval) => interval.HasEnd ? interval.End : Instant.MaxValue;
}
