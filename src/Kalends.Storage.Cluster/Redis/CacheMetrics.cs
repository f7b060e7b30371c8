using System.Diagnostics.Metrics;
using Kalends.Storage.Cluster.Redis.Copies;

namespace Kalends.Storage.Cluster.Redis;

/// <summary>What was asked for, and from where it came.</summary>
internal static class CacheMetrics
{
    private static readonly Meter Meter = new("Kalends.Caches");
    private static readonly Counter<long> Reads = Meter.CreateCounter<long>("kalends.cache.reads", description: "Reads by what was asked for and the level that answered.");

    public static void Count(TopicKind kind, CacheLevel level) => Count(NameOf(kind), level);

    public static void CountRange(CacheLevel level) => Count("range", level);

    private static void Count(string kind, CacheLevel level) => Reads.Add(1, new("kind", kind), new("level", NameOf(level)));

    private static string NameOf(TopicKind kind) => kind switch
    {
        TopicKind.Calendar => "calendar",
        TopicKind.Events => "version",
        _ => "session",
    };

    private static string NameOf(CacheLevel level) => level switch
    {
        CacheLevel.Memory => "memory",
        CacheLevel.Redis => "redis",
        _ => "store",
    };
}

/// <summary>Where something was found.</summary>
internal enum CacheLevel
{
    Memory,
    Redis,
    Store,
}
