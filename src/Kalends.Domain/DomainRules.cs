using System.Collections.Frozen;
using NodaTime;

namespace Kalends.Domain;

/// <summary>What every decision rests on besides its input: the limits of this installation and its tzdb.</summary>
public sealed record DomainRules
{
    private FrozenSet<string> zoneIds = [];

    /// <summary>Where zone ids are looked up.</summary>
    public required IDateTimeZoneProvider Zones
    {
        get;
        init
        {
            field = value;
            zoneIds = value.Ids.ToFrozenSet(StringComparer.Ordinal);
        }
    }

    /// <summary>Names the tzdb behind <see cref="Zones"/>; what was computed with another one is computed anew.</summary>
    public required string TzdbVersion { get; init; }

    /// <summary>How much is too much.</summary>
    public Limits Limits { get; init; } = new();

    /// <summary>Whether the tzdb has the id, as a zone or as a link; a provider would also take forms such as <c>UTC+01</c>.</summary>
    public bool KnowsZone(string id) => zoneIds.Contains(id);

    /// <summary>The zone behind an id that was checked when it was stored.</summary>
    /// <exception cref="NodaTime.TimeZones.DateTimeZoneNotFoundException">The tzdb in force has lost the id.</exception>
    public DateTimeZone Zone(string id) => Zones[id];
}
