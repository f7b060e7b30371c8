using System.Runtime.CompilerServices;
using NodaTime;

namespace Kalends.Recurrence.Clocks;

/// <summary>
/// A zone's <see cref="ClockTable"/>, read once for each zone object and kept as long as that lives; it grows towards the year 9999 as
/// far as anybody asks. Safe to share between threads: a table is never changed, only replaced by a longer one.
/// </summary>
internal sealed class ZoneClock
{
    private static readonly ConditionalWeakTable<DateTimeZone, ZoneClock> Clocks = [];
    private static readonly long AtLeastTo = Instant.FromUtc(2050, 1, 1, 0, 0).ToUnixTimeSeconds();

    private readonly DateTimeZone zone;
    private ClockTable table;

    private ZoneClock(DateTimeZone zone)
    {
        this.zone = zone;
        table = ClockTable.Read(zone, AtLeastTo);
    }

    internal static ZoneClock Of(DateTimeZone zone) => Clocks.GetValue(zone, static zone => new ZoneClock(zone));

    /// <summary>A table that speaks for a second of UTC or of local time.</summary>
    internal ClockTable Covering(long second)
    {
        var known = Volatile.Read(ref table);
        if (second < known.End)
            return known;
        // Twice as far, so that a walk to the year 9999 takes few steps.
        var longer = ClockTable.Read(zone, 2 * second);
        Volatile.Write(ref table, longer);
        return longer;
    }

    /// <summary>Reads a single local time by RFC 5545, 3.3.5.</summary>
    internal long Read(long local) => new LocalReader(this).Read(local);

    internal int OffsetAt(long utc) => Covering(utc).AtUtc(utc).Offset;

    /// <summary>A local time such that no earlier one is read as <paramref name="utc"/> or later.</summary>
    internal long FirstLocal(long utc) => Covering(utc + ClockTable.Reach).FirstLocal(utc);
}
