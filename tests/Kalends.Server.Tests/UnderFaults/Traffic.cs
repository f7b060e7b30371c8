using System.Collections.Concurrent;
using System.Diagnostics;
using Kalends.Server.Tests.Running;

namespace Kalends.Server.Tests.UnderFaults;

/// <summary>One request and what came of it.</summary>
/// <param name="Call">Method and path.</param>
/// <param name="Shards">The shards of MySQL that people and calendars lie on that it is about, as digits.</param>
internal sealed record Exchange(string Call, string Shards)
{
    public required Span Time { get; init; }

    /// <summary>Where it was sent to; null where no process was ready.</summary>
    public ServerProcess? Process { get; init; }

    /// <summary>Null where there was no answer.</summary>
    public int? Status { get; init; }

    /// <summary>The type of the problem, or what happened to the connection.</summary>
    public string Problem { get; init; } = "";

    public bool IsFailure => Status is null or >= 500;

    public bool IsRead => Call.StartsWith("GET ", StringComparison.Ordinal);

    /// <summary>Refused for now, as the contract says it.</summary>
    public bool IsRefusedForNow => Status == 503 && Problem == "urn:kalends:problem:storage-unavailable";

    public bool Touches(int shard) => Shards.Contains((char)('0' + shard), StringComparison.Ordinal);
}

/// <summary>From one moment of a clock that only runs forward to another.</summary>
internal readonly record struct Span(long From, long To)
{
    public TimeSpan Length => Stopwatch.GetElapsedTime(From, To);

    public bool Overlaps(Span other) => From <= other.To && other.From <= To;

    public static Span Since(long from) => new(from, Stopwatch.GetTimestamp());

    /// <summary>While something is done.</summary>
    public static async Task<Span> Of(Func<Task> work)
    {
        var from = Stopwatch.GetTimestamp();
        await work();
        return Since(from);
    }
}

/// <summary>All requests since this was last emptied, and what no fault excuses.</summary>
internal sealed class Traffic
{
    private readonly ConcurrentQueue<Exchange> exchanges = [];
    private int answered;

    /// <summary>Answers that were not what they had to be.</summary>
    public ConcurrentQueue<string> Wrong { get; } = [];

    /// <summary>Requests that did not fail.</summary>
    public int Answered => Volatile.Read(ref answered);

    public void Add(Exchange exchange)
    {
        exchanges.Enqueue(exchange);
        if (!exchange.IsFailure) Interlocked.Increment(ref answered);
    }

    public IReadOnlyList<Exchange> Take()
    {
        var taken = new List<Exchange>();
        while (exchanges.TryDequeue(out var exchange)) taken.Add(exchange);
        return taken;
    }
}
