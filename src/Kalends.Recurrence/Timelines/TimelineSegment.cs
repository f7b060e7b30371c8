using Kalends.Recurrence.Clocks;
using Kalends.Recurrence.Expansion;
using NodaTime;

namespace Kalends.Recurrence.Timelines;

/// <summary>
/// A part of a series, from one override of THISANDFUTURE to the next, whose instances are placed alike: shifted by one span of
/// wall-clock time, and of one length.
/// </summary>
internal sealed class TimelineSegment
{
    private static readonly Duration Day = Duration.FromDays(1);

    private readonly Series series;
    private readonly ZoneClock clock;
    private readonly OccurrenceOverride? change;
    private readonly Instant first;
    private readonly Instant end;
    private readonly long shift;
    private readonly long? days;
    private readonly Duration exact;

    /// <param name="series">The whole series.</param>
    /// <param name="length">What the series says.</param>
    /// <param name="change">The override that governs the segment; null where it is not changed.</param>
    /// <param name="end">The original start with which the next segment begins.</param>
    internal TimelineSegment(Series series, OccurrenceLength length, OccurrenceOverride? change, Instant end)
    {
        (this.series, this.change, this.end) = (series, change, end);
        clock = ZoneClock.Of(series.Start.Zone);
        first = change?.OriginalStart ?? Instant.MinValue;
        if (length is LengthInDays { Days: var whole })
            days = whole;
        else
            exact = ((ExactLength)length).Duration;
        if (change is not { MovedTo: { } place })
            return;
        var start = Local(place.Start);
        shift = start - Local(change.OriginalStart);
        exact = place.End - place.Start;
        days = series.Start.IsDate ? (Local(place.End) - start) / Civil.SecondsPerDay : null;
    }

    private bool IsMoved => change?.MovedTo is not null;

    /// <summary>The occurrences that overlap a window, in order, but for those with an override of their own.</summary>
    internal IEnumerable<Occurrence> Overlapping(Instant from, Instant to, IReadOnlyDictionary<Instant, OccurrenceOverride> overrides)
    {
        var placed = Placed(from, to, overrides).Where(occurrence => Window.Overlaps(occurrence, from, to));
        return IsMoved ? Window.Ordered(placed) : placed;
    }

    private IEnumerable<Occurrence> Placed(Instant from, Instant to, IReadOnlyDictionary<Instant, OccurrenceOverride> overrides)
    {
        // A shift of wall-clock time is up to a day more or less than that of instants.
        var slack = IsMoved ? Day : Duration.Zero;
        var earliest = Window.Plus(from, -(Reach() + Duration.FromSeconds(Math.Max(shift, 0)) + slack));
        var latest = Window.Plus(to, Duration.FromSeconds(Math.Max(-shift, 0)) + slack);
        foreach (var instance in series.StartingIn(Instant.Max(first, earliest), Instant.Min(end, latest)))
        {
            var own = overrides.GetValueOrDefault(instance.Start);
            if (own?.MovedTo is null)
                yield return Place(instance, own ?? change);
        }
    }

    private Occurrence Place(Instance instance, OccurrenceOverride? governing)
    {
        var local = instance.LocalSeconds + shift;
        var start = IsMoved ? UnixTime.Instant(clock.Read(local)) : instance.Start;
        if (!IsMoved && instance.OwnDuration is { } own)
            return new Occurrence(instance, start, start + own, governing);
        var finish = days is { } whole
            ? UnixTime.Instant(clock.Read(local + whole * Civil.SecondsPerDay))
            : Window.Plus(start, exact);
        return new Occurrence(instance, start, finish, governing);
    }

    // How long before a window an occurrence may start that still reaches into it; two midnights can lie apart beyond the whole days between them.
    private Duration Reach() =>
        Duration.Max(days is { } whole ? Duration.FromDays(whole + 2) : exact, IsMoved ? Duration.Zero : series.LongestOwnDuration);

    private long Local(Instant instant) => instant.ToUnixTimeSeconds() + clock.OffsetAt(instant.ToUnixTimeSeconds());
}
