using System.Collections.Concurrent;
using System.Text.Json;
using HdrHistogram;
using Kalends.Testing.Receivers;

namespace Kalends.Delivery.Bench;

/// <summary>A webhook for everybody that keeps what came when: how late, how often, under which key.</summary>
internal sealed class Arrivals : IAsyncDisposable
{
    public static readonly TimeSpan Late = TimeSpan.FromSeconds(1);

    private readonly HttpReceiver hook = HttpReceiver.Start();
    private readonly ConcurrentDictionary<Guid, Arrival> first = new();
    private readonly LongConcurrentHistogram lags = new(1, 3_600_000_000, 3);
    private readonly LongConcurrentHistogram warmUp = new(1, 3_600_000_000, 3);
    private long early;

    public Arrivals() => hook.Script = request =>
    {
        Take(request);
        hook.Requests.Clear();
        return HttpReaction.Of(204);
    };

    public string Address => hook.Address;

    /// <summary>What was due before is counted like all, but its lag is kept apart: servers that have just started run uncompiled code.</summary>
    public DateTimeOffset WarmAt { get; set; }

    public int Count => first.Count;

    public long Early => Interlocked.Read(ref early);

    /// <summary>Those that came again.</summary>
    public ConcurrentBag<Repeat> Repeats { get; } = [];

    /// <summary>When one came that was late by more than <see cref="Late"/>.</summary>
    public ConcurrentBag<DateTimeOffset> LateOnes { get; } = [];

    /// <summary>Milliseconds from due to arrived, of those that came first.</summary>
    public double Lag(double percentile) => lags.TotalCount == 0 ? 0 : lags.GetValueAtPercentile(percentile) / 1000d;

    public override string ToString() =>
        $"{Count:N0} told, {Repeats.Count:N0} repeats, {Early:N0} early; lag p50 {Lag(50):N1} ms, p99 {Lag(99):N1} ms, p99.9 {Lag(99.9):N1} ms, max {Lag(100):N1} ms"
        + (warmUp.TotalCount == 0 ? "" : $" (before {WarmAt:HH:mm}: p99 {warmUp.GetValueAtPercentile(99) / 1000d:N1} ms, max {warmUp.GetValueAtPercentile(100) / 1000d:N1} ms)");

    public ValueTask DisposeAsync() => hook.DisposeAsync();

    private void Take(ReceivedRequest request)
    {
        JsonElement body = JsonElement.Parse(request.Body);
        var arrival = new Arrival(request.At, request.Header("Idempotency-Key"));
        Guid id = body.GetProperty("notificationId").GetGuid();
        if (!first.TryAdd(id, arrival))
        {
            Repeats.Add(new Repeat(first[id], arrival));
            return;
        }
        var due = body.GetProperty("startUtc").GetDateTimeOffset() - TimeSpan.FromMinutes(body.GetProperty("minutesBefore").GetInt32());
        TimeSpan lag = request.At - due;
        if (lag < TimeSpan.Zero) Interlocked.Increment(ref early);
        if (lag > Late) LateOnes.Add(request.At);
        (due < WarmAt ? warmUp : lags).RecordValue(Math.Clamp((long)lag.TotalMicroseconds, 1, 3_600_000_000));
    }
}

internal sealed record Arrival(DateTimeOffset At, string Key);

internal sealed record Repeat(Arrival First, Arrival Again);
