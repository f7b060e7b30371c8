using System.Collections.Immutable;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using NodaTime;

namespace Kalends.Domain.Merging;

/// <summary>
/// What an event remembers so that later offline edits merge: who wrote which part when. The values are the event's own. What is older
/// than the floor is forgotten, because every device that is not past the floor has seen it.
/// </summary>
public sealed record MergeRecord
{
    /// <summary>How long stamps are kept. A device that has been away longer reads everything anew.</summary>
    public static Duration Memory { get; } = Duration.FromDays(30);

    /// <summary>Of an event that nobody has changed.</summary>
    public static MergeRecord Fresh { get; } = new();

    /// <inheritdoc cref="MergeState.Known"/>
    public Knowledge Known { get; init; } = Knowledge.Creation;

    /// <inheritdoc cref="MergeState.Removed"/>
    public Knowledge Removed { get; init; } = Knowledge.Nothing;

    /// <summary>The last write of parts that keep their last value.</summary>
    public ImmutableSortedDictionary<string, Stamp> Last { get; init; } = ImmutableSortedDictionary.Create<string, Stamp>(StringComparer.Ordinal);

    /// <summary>The writes of parts that keep every value.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<Stamp>> Many { get; init; } =
        ImmutableSortedDictionary.Create<string, ImmutableArray<Stamp>>(StringComparer.Ordinal);

    /// <summary>Times that lost against a concurrent one, until a user has settled it.</summary>
    public ImmutableArray<OpenTime> Open { get; init; } = [];

    /// <summary>Where the series was split.</summary>
    public ImmutableArray<SeriesCut> Cuts { get; init; } = [];

    /// <summary>The stamp of a part that is not named.</summary>
    public Stamp Implicit => new(Known.Below - 1, DeviceId.Server);

    /// <summary>When the newest remembered write was made, by its writer's clock; long ago where none is remembered.</summary>
    public Instant LastWrite => HybridClock.At(Times.DefaultIfEmpty().Max());

    /// <summary>The next stamp of the server, later than everything known.</summary>
    internal Stamp Tick(Instant now) => new(new HybridClock(Times.Append(Known.Below - 1).Max()).Tick(now).Last, DeviceId.Server);

    /// <summary>This after a write whose writer had no other on its way.</summary>
    internal MergeRecord Knowing(Stamp own) =>
        this with { Known = Known.With(own.Device, new KnownSpan(Math.Max(Known.LastOf(own.Device) + 1, Known.Below), own.Time)) };

    internal MergeRecord With(SeriesCut cut) => this with { Cuts = Cuts.Add(cut) };

    /// <summary>This after a move to another calendar.</summary>
    internal MergeRecord Placed(Stamp stamp) => this with { Last = Last.SetItem(PartPath.Calendar, stamp) };

    /// <summary>Without what is older than the memory; the floor is the last that is forgotten.</summary>
    internal MergeRecord Compacted(Instant now)
    {
        var remembered = HybridClock.Reading(now - Memory);
        var forgotten = Times.Where(time => time < remembered).DefaultIfEmpty().Max();
        var floor = forgotten + 1;
        if (floor <= Known.Below || !Open.IsEmpty) return this;
        var known = Known.Raised(floor);
        return this with
        {
            Known = known,
            Removed = !Removed.Contains(Known) ? Knowledge.Nothing : Removed.Raised(floor),
            Last = Last.RemoveRange(Last.Where(part => part.Value.Time < floor).Select(part => part.Key)),
            Many = Many.RemoveRange(Many.Where(part => part.Value.All(stamp => stamp.Time < floor)).Select(part => part.Key)),
        };
    }

    private IEnumerable<ulong> Times => Last.Values.Concat(Many.Values.SelectMany(stamps => stamps)).Select(stamp => stamp.Time)
        .Concat(Known.Spans.Values.SelectMany(spans => spans).Select(span => span.To));
}

/// <summary>A time that somebody wrote and that another has displaced.</summary>
/// <param name="Stamp">When it was written.</param>
/// <param name="Value">As <see cref="PartText"/> has it.</param>
/// <param name="By">Who wrote it.</param>
public sealed record OpenTime(Stamp Stamp, string Value, UserId By);

/// <summary>From which place on a series goes on as another event.</summary>
public sealed record SeriesCut(long Place, EventId Successor);
