using NodaTime;

namespace Kalends.Recurrence.Expansion;

/// <summary>Finds 12 months with too many instances.</summary>
internal static class Density
{
    /// <summary>Longer series are not read to their end: 30 years of the densest rule that is allowed.</summary>
    private const int MostRead = 3_000_000;

    internal static SeriesVerdict Judge(SeriesPlan plan, int most)
    {
        if (plan.Rules.Sum(rule => rule.Plan.MostPerYear) + plan.Dates.Length <= most)
            return new SeriesSound();
        var lead = new SeriesCursor(plan, UnixTime.First, UnixTime.Last);
        var lag = new SeriesCursor(plan, UnixTime.First, UnixTime.Last);
        for (var read = 0; read < MostRead && lead.MoveNext(); read++)
        {
            if (read < most || !lag.MoveNext())
                continue;
            if (IsWithinYear(lag.Current, lead.Current))
                return new TooDense(Instant.FromUnixTimeSeconds(lag.Current));
        }
        return lead.IsExhausted ? new WorkExhausted(lead.ExhaustedRule) : new SeriesSound();
    }

    private static bool IsWithinYear(long first, long last)
    {
        var days = (last - first) / Civil.SecondsPerDay;
        if (days != 365)
            return days < 365;
        return UnixTime.Local(last) < UnixTime.Local(first).PlusYears(1);
    }
}
