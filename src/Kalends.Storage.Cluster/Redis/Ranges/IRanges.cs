using System.Globalization;
using Kalends.Storage.Occurrences;

namespace Kalends.Storage.Cluster.Redis.Ranges;

/// <summary>Pages of ranges that were read before. The key holds the partition's version, so what is found is what the servers would say.</summary>
internal interface IRanges
{
    /// <param name="key">Of a version that the partition has at this moment.</param>
    /// <param name="load">Null where the partition has another version by now; that is not kept.</param>
    /// <param name="cancellation">Gives up.</param>
    ValueTask<OccurrencePage?> Read(RangePageKey key, Func<CancellationToken, Task<OccurrencePage?>> load, CancellationToken cancellation);
}

/// <summary>A page of a calendar at one version of its partition: two readings of it come out the same.</summary>
internal sealed record RangePageKey(OccurrenceQuery Query, long Version)
{
    public string Text => string.Create(
        CultureInfo.InvariantCulture,
        $"{Query.Calendar.Value}:{Version}:{Query.From.ToUnixTimeTicks()}:{Query.To.ToUnixTimeTicks()}:{Query.Limit}:{(Query.WithCancelled ? 1 : 0)}:{AfterText}");

    private string AfterText => Query.After is { } after
        ? string.Create(CultureInfo.InvariantCulture, $"{after.Start.ToUnixTimeTicks()}:{after.Id.Value:N}")
        : "";
}

/// <summary>Keeps nothing.</summary>
internal sealed class NoRanges : IRanges
{
    public static NoRanges Instance { get; } = new();

    public async ValueTask<OccurrencePage?> Read(
        RangePageKey key, Func<CancellationToken, Task<OccurrencePage?>> load, CancellationToken cancellation) => await load(cancellation);
}
