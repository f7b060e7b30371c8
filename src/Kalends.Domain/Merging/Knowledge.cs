using System.Collections.Immutable;

namespace Kalends.Domain.Merging;

/// <summary>
/// Which writes to an event a replica has taken in: everything before a floor, and runs of each device's writes. Absence means
/// something only together with this: what I know of and do not have was taken away; what I do not know of is news.
/// </summary>
public sealed record Knowledge
{
    /// <summary>Of a single operation: nothing but what it names.</summary>
    public static Knowledge Nothing { get; } = new();

    /// <summary>Of every whole event: what it was made with.</summary>
    public static Knowledge Creation { get; } = new() { Below = 1 };

    /// <summary>Every write with a lower time is known, whoever made it.</summary>
    public ulong Below { get; init; }

    /// <summary>By device; runs in order, apart from each other and not below the floor.</summary>
    public ImmutableSortedDictionary<DeviceId, ImmutableArray<KnownSpan>> Spans { get; init; } =
        ImmutableSortedDictionary<DeviceId, ImmutableArray<KnownSpan>>.Empty;

    /// <summary>Whether the write is known.</summary>
    public bool Covers(Stamp stamp) => stamp.Time < Below || Contains(stamp.Device, new KnownSpan(stamp.Time, stamp.Time));

    /// <summary>Whether all that the other knows is known here.</summary>
    public bool Contains(Knowledge other) =>
        other.Below <= Below && other.Spans.All(known => known.Value.All(span => span.To < Below || Contains(known.Key, span)));

    /// <summary>The last time that is known of a device; 0 where there is none.</summary>
    public ulong LastOf(DeviceId device) => Spans.TryGetValue(device, out var spans) ? spans[^1].To : 0;

    /// <summary>The last time known of any.</summary>
    public ulong Last => Spans.Values.Aggregate(Math.Max(Below, 1) - 1, (last, spans) => Math.Max(last, spans[^1].To));

    /// <summary>What either knows.</summary>
    public Knowledge Join(Knowledge other)
    {
        var below = Math.Max(Below, other.Below);
        var joined = ImmutableSortedDictionary.CreateBuilder<DeviceId, ImmutableArray<KnownSpan>>();
        foreach (var device in Spans.Keys.Union(other.Spans.Keys))
        {
            var spans = Joined([.. Spans.GetValueOrDefault(device, []), .. other.Spans.GetValueOrDefault(device, [])], below);
            if (!spans.IsEmpty) joined[device] = spans;
        }
        return new Knowledge { Below = below, Spans = joined.ToImmutable() };
    }

    /// <summary>
    /// What a device that is not past the floor says it knows, as far as it can be: all below the floor, and of the rest no more than there is.
    /// </summary>
    internal Knowledge Within(Knowledge whole)
    {
        var known = new Knowledge { Below = whole.Below };
        foreach (var (device, spans) in Spans)
            foreach (var span in spans)
                foreach (var real in whole.Spans.GetValueOrDefault(device, []))
                    if (Math.Max(span.From, real.From) is var from && Math.Min(span.To, real.To) is var to && from <= to)
                        known = known.With(device, new KnownSpan(from, to));
        return known;
    }

    /// <summary>This with a run of a device's writes.</summary>
    public Knowledge With(DeviceId device, KnownSpan span) => Join(new Knowledge { Spans = Nothing.Spans.Add(device, [span]) });

    /// <summary>This with everything below the floor, whose parts need not be named any more.</summary>
    public Knowledge Raised(ulong floor) => Join(new Knowledge { Below = floor });

    private bool Contains(DeviceId device, KnownSpan span) => Spans.TryGetValue(device, out var spans)
        && spans.Any(known => Math.Max(span.From, Below) >= known.From && span.To <= known.To);

    private static ImmutableArray<KnownSpan> Joined(List<KnownSpan> spans, ulong below)
    {
        var joined = new List<KnownSpan>(spans.Count);
        foreach (var span in spans.Where(span => span.To >= below).Select(span => span with { From = Math.Max(span.From, below) }).OrderBy(span => span.From))
        {
            if (joined.Count > 0 && (joined[^1].To == ulong.MaxValue || span.From <= joined[^1].To + 1))
                joined[^1] = joined[^1] with { To = Math.Max(joined[^1].To, span.To) };
            else
                joined.Add(span);
        }
        return [.. joined];
    }
}
