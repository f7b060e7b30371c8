using System.Diagnostics.Metrics;

namespace Kalends.Server.Work;

/// <summary>What became of projections after the tzdb was replaced.</summary>
internal sealed class ZoneMetrics : IDisposable
{
    public const string Name = "Kalends.Zones";

    private readonly Meter meter = new(Name);
    private readonly Counter<long> projections;
    private readonly Counter<long> moved;

    public ZoneMetrics()
    {
        projections = meter.CreateCounter<long>("kalends.zones.projections", description: "Projections of an earlier tzdb, kept or renewed");
        moved = meter.CreateCounter<long>("kalends.zones.moved", description: "Occurrences that a newer tzdb moved");
    }

    public void Kept(int count) => projections.Add(count, new KeyValuePair<string, object?>("outcome", "kept"));

    public void Renewed() => projections.Add(1, new KeyValuePair<string, object?>("outcome", "renewed"));

    public void Moved(int count) => moved.Add(count);

    public void Dispose() => meter.Dispose();
}
