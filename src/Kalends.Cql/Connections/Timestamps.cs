namespace Kalends.Cql.Connections;

/// <summary>Arithmetic on the monotonic timestamps of a <see cref="TimeProvider"/>.</summary>
internal static class Timestamps
{
    public static long Later(this TimeProvider time, long timestamp, TimeSpan by) =>
        by == Timeout.InfiniteTimeSpan ? long.MaxValue : timestamp + (long)(by.TotalSeconds * time.TimestampFrequency);
}
