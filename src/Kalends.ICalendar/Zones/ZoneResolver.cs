using NodaTime;
using NodaTime.TimeZones;

namespace Kalends.ICalendar;

/// <summary>Finds the zone that a TZID means, by its name, else by its VTIMEZONE (RFC 5545, 3.6.5). Immutable, for all threads.</summary>
public sealed class ZoneResolver
{
    // An event without an end, and one that may be moved on: how far a zone must agree to count as the same.
    private static readonly Duration OpenEnd = Duration.FromDays(50 * 365);
    private static readonly Duration Margin = Duration.FromDays(5 * 365);

    private readonly DateTimeZoneCache zones;
    private readonly ZoneNames names;
    private readonly string[] candidates;

    /// <param name="source">The zone data; its CLDR mapping gives the Windows names.</param>
    public ZoneResolver(TzdbDateTimeZoneSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        zones = new DateTimeZoneCache(source);
        names = new ZoneNames(source);
        candidates = [.. Candidates(source)];
    }

    /// <summary>Finds the zone.</summary>
    /// <param name="tzId">The TZID parameter.</param>
    /// <param name="timeZone">The VTIMEZONE of that TZID, where the calendar has one.</param>
    /// <param name="life">From the event's first start to its last end; no end for a series without one.</param>
    public ZoneResolution Resolve(string tzId, Component? timeZone, Interval life)
    {
        ArgumentNullException.ThrowIfNull(tzId);
        if (names.Find(tzId) is { } id) return new ZoneResolution.Named(zones[id]);
        if (timeZone is null || ObservedZone.Read(tzId, timeZone) is not { } observed) return new ZoneResolution.Unresolved();
        var start = life.HasStart ? life.Start : Instant.FromUnixTimeSeconds(0);
        var end = Later(start, life.HasEnd ? life.End - start : OpenEnd);
        var hint = timeZone.Find("X-LIC-LOCATION") ?? timeZone.Find("TZID-ALIAS-OF");
        var match = FindAlike(observed, new Interval(start, Later(end, Margin)), hint?.AsText(), candidates)
            ?? FindAlike(observed, new Interval(start, end), hint?.AsText(), candidates.Where(c => !IsPlaceless(c)));
        return match is null ? new ZoneResolution.Honoured(observed) : new ZoneResolution.Matched(match);
    }

    private DateTimeZone? FindAlike(DateTimeZone observed, Interval span, string? hint, IEnumerable<string> ids)
    {
        var behaviour = ZoneBehaviour.Changes(observed, span).ToArray();
        var hinted = hint is null ? null : names.Find(hint);
        return ids.Prepend(hinted).OfType<string>().Select(id => zones[id])
            .FirstOrDefault(zone => ZoneBehaviour.Changes(zone, span).SequenceEqual(behaviour));
    }

    /// <summary>
    /// Of zones that are the same, the one without a place comes first, then the one that stands for most others in CLDR: New York before
    /// Grand Turk.
    /// </summary>
    private static IEnumerable<string> Candidates(TzdbDateTimeZoneSource source)
    {
        var mapping = source.WindowsMapping;
        var weights = mapping.MapZones.GroupBy(zone => zone.WindowsId).Where(group => mapping.PrimaryMapping.ContainsKey(group.Key))
            .ToLookup(group => mapping.PrimaryMapping[group.Key], group => group.Sum(zone => zone.TzdbIds.Count));
        return source.CanonicalIdMap.GroupBy(pair => pair.Value, pair => weights[pair.Key].Sum())
            .OrderByDescending(zone => IsPlaceless(zone.Key)).ThenByDescending(zone => zone.Sum()).ThenBy(zone => zone.Key, StringComparer.Ordinal)
            .Select(zone => zone.Key);
    }

    private static bool IsPlaceless(string id) => id.StartsWith("Etc/", StringComparison.Ordinal);

    private static Instant Later(Instant instant, Duration duration) => Instant.MaxValue - instant > duration ? instant + duration : Instant.MaxValue;
}
