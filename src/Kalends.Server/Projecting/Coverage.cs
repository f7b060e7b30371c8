using NodaTime;

namespace Kalends.Server.Projecting;

internal static class Coverage
{
    /// <summary>Whether the index knows the whole range.</summary>
    public static bool Covers(this Interval covered, RangeQuery range) =>
        (!covered.HasStart || covered.Start <= range.From) && (!covered.HasEnd || covered.End >= range.To);
}
