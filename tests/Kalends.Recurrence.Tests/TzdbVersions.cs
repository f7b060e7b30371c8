using NodaTime;
using NodaTime.TimeZones;

namespace Kalends.Recurrence.Tests;

/// <summary>Two real versions of the tzdb: 2025b, as NodaTime 3.2.2 carried it, and the one in force.</summary>
internal static class TzdbVersions
{
    internal static IDateTimeZoneProvider Newer { get; } = DateTimeZoneProviders.Tzdb;

    internal static IDateTimeZoneProvider Older { get; } = ReadOlder();

    private static DateTimeZoneCache ReadOlder()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "TimeZoneData", "tzdb-2025b.nzd"));
        return new DateTimeZoneCache(TzdbDateTimeZoneSource.FromStream(file));
    }
}
