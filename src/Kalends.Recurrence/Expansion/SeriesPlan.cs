using Kalends.Recurrence.Clocks;
using NodaTime;

namespace Kalends.Recurrence.Expansion;

/// <summary>A series made ready to be walked: everything in seconds, sorted, without repeats.</summary>
internal sealed class SeriesPlan
{
    internal SeriesPlan(Series series)
    {
        var start = series.Start;
        Clock = ZoneClock.Of(start.Zone);
        IsDate = start.IsDate;
        StartUtc = Clock.Read(UnixTime.Seconds(start.Local));
        Rules = [.. series.Rules.Select((rule, index) => BoundedRule.Create(rule, start, countsStart: index == 0))];
        Dates = SortDates(series.RDates, start);
        Exclusions = SortExclusions(series.ExDates, start);
    }

    internal ZoneClock Clock { get; }

    internal bool IsDate { get; }

    /// <summary>DTSTART as an instant.</summary>
    internal long StartUtc { get; }

    internal BoundedRule[] Rules { get; }

    /// <summary>The start and the RDATEs; a duration of 0 means the series' own.</summary>
    internal (long Utc, long Duration)[] Dates { get; }

    /// <summary>Closed spans of instants, ascending, that do not touch.</summary>
    internal (long First, long Last)[] Exclusions { get; }

    internal bool IsEndless => Array.Exists(Rules, rule => rule.IsEndless);

    /// <summary>The longest duration that an RDATE brings along, in seconds.</summary>
    internal long LongestOwn => Dates.Max(date => date.Duration);

    // Of two dates at one instant, the one with the longer period of its own stays. Those behind the year 9999 are out of reach.
    private (long, long)[] SortDates(IReadOnlyList<SeriesDate> dates, SeriesStart start)
    {
        var sorted = new SortedDictionary<long, long> { [StartUtc] = 0 };
        foreach (var date in dates)
        {
            var utc = SeriesDates.Read(date, start);
            if (utc + Clock.OffsetAt(utc) > Civil.LastSecond)
                continue;
            var duration = (long)(date.OwnDuration ?? Duration.Zero).TotalSeconds;
            sorted[utc] = Math.Max(duration, sorted.GetValueOrDefault(utc));
        }
        return [.. sorted.Select(pair => (pair.Key, pair.Value))];
    }

    private static (long, long)[] SortExclusions(IReadOnlyList<SeriesDate> dates, SeriesStart start)
    {
        var merged = new List<(long First, long Last)>();
        foreach (var span in dates.Select(date => SeriesDates.Excluded(date, start)).Order())
        {
            if (merged.Count > 0 && span.First <= merged[^1].Last + 1)
                merged[^1] = (merged[^1].First, Math.Max(merged[^1].Last, span.Last));
            else
                merged.Add(span);
        }
        return [.. merged];
    }
}
