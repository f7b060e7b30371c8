using System.Diagnostics.Metrics;
using HdrHistogram;

namespace Kalends.Delivery.Bench;

/// <summary>Listens to the server's own metrics: every lag, and the outcomes.</summary>
internal sealed class LagMeter : IDisposable
{
    private readonly LongConcurrentHistogram lags = new(1, 3_600_000_000, 3);
    private readonly MeterListener listener = new();
    private long sent;
    private long others;
    private long early;

    public LagMeter()
    {
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Name == "Kalends.Delivery") listening.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) =>
        {
            if (instrument.Name != "kalends.delivery.lag") return;
            if (value < 0) Interlocked.Increment(ref early);
            lags.RecordValue(Math.Clamp((long)(value * 1_000_000), 1, 3_600_000_000));
        });
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            if (instrument.Name != "kalends.delivery.outcomes") return;
            bool isSent = false;
            foreach (var tag in tags) isSent |= tag is { Key: "outcome", Value: "sent" };
            Interlocked.Add(ref isSent ? ref sent : ref others, value);
        });
        listener.Start();
    }

    public long Sent => Interlocked.Read(ref sent);

    public override string ToString() =>
        $"sent {Sent:N0}, others {Interlocked.Read(ref others):N0}, early {Interlocked.Read(ref early):N0}; lag p50 {Ms(50):N1} ms, p99 {Ms(99):N1} ms, p99.9 {Ms(99.9):N1} ms, max {Ms(100):N1} ms";

    public void Dispose() => listener.Dispose();

    private double Ms(double percentile) => lags.GetValueAtPercentile(percentile) / 1000d;
}
