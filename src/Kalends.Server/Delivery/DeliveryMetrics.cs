using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Kalends.Domain.Notifications;

namespace Kalends.Server.Delivery;

/// <summary>What an operator watches: how late messages are, how many wait, what became of them.</summary>
internal sealed class DeliveryMetrics : IDisposable
{
    public const string Name = "Kalends.Delivery";

    private readonly Meter meter = new(Name);
    private readonly Histogram<double> lag;
    private readonly Counter<long> outcomes;
    private readonly Counter<long> retries;
    private readonly UpDownCounter<long> queue;
    private readonly ConcurrentDictionary<int, double> overdue = new();

    public DeliveryMetrics()
    {
        lag = meter.CreateHistogram("kalends.delivery.lag", "s", "From due to handed over, first attempts only",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300, 3600] });
        outcomes = meter.CreateCounter<long>("kalends.delivery.outcomes", description: "What became of due notifications");
        retries = meter.CreateCounter<long>("kalends.delivery.retries", description: "Attempts that will be made again");
        queue = meter.CreateUpDownCounter<long>("kalends.delivery.queue", description: "Claimed and not yet settled");
        meter.CreateObservableGauge("kalends.delivery.overdue", Overdue, "s", "Age of the oldest that is due, by channel");
    }

    public void HandedOver(Channel channel, TimeSpan late) => lag.Record(late.TotalSeconds, Tag(channel));

    public void Became(Channel channel, string outcome) => outcomes.Add(1, Tag(channel), new("outcome", outcome));

    public void Retries(Channel channel) => retries.Add(1, Tag(channel));

    public void Claimed(Channel channel, int count) => queue.Add(count, Tag(channel));

    /// <summary>How long the shard's oldest has been due; zero when nothing is.</summary>
    public void Oldest(int shard, TimeSpan age) => overdue[shard] = age.TotalSeconds;

    public void Dispose() => meter.Dispose();

    private IEnumerable<Measurement<double>> Overdue() =>
        from shard in overdue
        group shard.Value by Storage.Notifications.DueShards.ChannelOf(shard.Key) into ages
        select new Measurement<double>(ages.Max(), Tag(ages.Key));

    private static KeyValuePair<string, object?> Tag(Channel channel) => new("channel", channel switch
    {
        Channel.Email => "email",
        Channel.Push => "push",
        Channel.Sms => "sms",
        _ => "webhook",
    });
}
