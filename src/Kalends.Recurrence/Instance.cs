using NodaTime;
using Kalends.Recurrence.Expansion;

namespace Kalends.Recurrence;

/// <summary>One instance of a series, before overrides. Whole seconds.</summary>
public readonly record struct Instance
{
    private readonly long utc;
    private readonly long local;
    private readonly long ownDuration;
    private readonly int offset;

    internal Instance(long utc, long local, int offset, long ownDuration)
    {
        this.utc = utc;
        this.local = local;
        this.offset = offset;
        this.ownDuration = ownDuration;
    }

    /// <summary>
    /// The wall time at which it starts in the series' zone: its recurrence id. A rule's local time inside a gap shows as the wall
    /// time it is read as. Midnight of its date for an all-day series.
    /// </summary>
    public LocalDateTime Local => UnixTime.Local(local);

    /// <summary>The instant at which it starts.</summary>
    public Instant Start => Instant.FromUnixTimeSeconds(utc);

    /// <summary>The zone's offset from UTC at <see cref="Start"/>.</summary>
    public Offset Offset => Offset.FromSeconds(offset);

    /// <summary>The duration of the RDATE;VALUE=PERIOD that gave the instance, else null.</summary>
    public Duration? OwnDuration => ownDuration == 0 ? null : Duration.FromSeconds(ownDuration);

    internal long Utc => utc;

    internal long LocalSeconds => local;

    internal long OwnSeconds => ownDuration;
}
