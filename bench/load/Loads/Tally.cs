using HdrHistogram;

namespace Kalends.Load.Loads;

/// <summary>What a load saw. A list read to its last page counts as one.</summary>
internal sealed class Tally
{
    private const long LongestMicroseconds = 120_000_000;

    /// <summary>From the intended time of sending to the last byte, in microseconds.</summary>
    public LongHistogram Latencies { get; } = new(LongestMicroseconds, 3);

    public long Answered { get; private set; }

    public long BodyBytes { get; private set; }

    /// <summary>Answers other than 2xx, by status.</summary>
    public SortedDictionary<int, long> Failures { get; } = [];

    /// <summary>From the first request to the last answer.</summary>
    public TimeSpan Elapsed { get; set; }

    /// <summary>Open loop: due before the end and never sent, because every connection was waiting.</summary>
    public long Unsent { get; set; }

    public double PerSecond => Answered / Elapsed.TotalSeconds;

    public void CountPage(int status, long bodyBytes)
    {
        BodyBytes += bodyBytes;
        if (status is < 200 or > 299)
            Failures[status] = Failures.GetValueOrDefault(status) + 1;
    }

    public void CountAnswered(TimeSpan latency)
    {
        Answered++;
        Latencies.RecordValue(Math.Clamp((long)latency.TotalMicroseconds, 1, LongestMicroseconds));
    }
}
