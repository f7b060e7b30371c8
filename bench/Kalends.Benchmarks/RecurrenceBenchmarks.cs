using BenchmarkDotNet.Attributes;
using Kalends.Recurrence;
using NodaTime;

namespace Kalends.Benchmarks;

/// <summary>Reading rules, and one-week windows far from a series' start. Walks are raced against other engines by bench/recurrence.</summary>
[MemoryDiagnoser]
public class RecurrenceBenchmarks
{
    private static readonly Instant Monday = Instant.FromUtc(2026, 3, 2, 0, 0);
    private static readonly Instant NextMonday = Monday + Duration.FromDays(7);

    private readonly Series endless = Since1930("FREQ=DAILY");
    private readonly Series counted = Since1930("FREQ=DAILY;COUNT=40000");
    private readonly Series weekdaysCounted = Since1930("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=40000");
    private readonly Series walked = Since1930("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1");

    [Benchmark]
    public RuleReading ParseWeekly() => RecurrenceRule.Parse("FREQ=WEEKLY;BYDAY=MO,WE,FR");

    [Benchmark]
    public RuleReading ParseMonthlyWithUntil() => RecurrenceRule.Parse("FREQ=MONTHLY;UNTIL=20301231T235959Z;INTERVAL=2;BYDAY=-1FR");

    [Benchmark]
    public int WeekOfEndless() => Week(endless);

    [Benchmark]
    public int WeekOfCounted() => Week(counted);

    [Benchmark]
    public int WeekOfWeekdaysCounted() => Week(weekdaysCounted);

    /// <summary>Its allocation divided by 10,000 is that of an occurrence.</summary>
    [Benchmark(OperationsPerInvoke = 10_000)]
    public long Occurrence()
    {
        var (left, sum) = (10_000, 0L);
        foreach (var instance in walked.Instances())
        {
            sum ^= instance.Start.ToUnixTimeSeconds();
            if (--left == 0)
                break;
        }
        return sum;
    }

    private static int Week(Series series)
    {
        var count = 0;
        foreach (var _ in series.StartingIn(Monday, NextMonday))
            count++;
        return count;
    }

    private static Series Since1930(string rule)
    {
        var start = new SeriesStart(new LocalDateTime(1930, 1, 1, 9, 0), false, DateTimeZoneProviders.Tzdb["America/New_York"]);
        return ((SeriesParsed)Series.Parse(start, ["RRULE:" + rule], DateTimeZoneProviders.Tzdb)).Series;
    }
}
