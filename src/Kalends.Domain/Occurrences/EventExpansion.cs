using Kalends.Domain.Events;
using NodaTime;

namespace Kalends.Domain.Occurrences;

/// <summary>
/// An event laid out on the time line. Its occurrences share one face per master and override. Safe to share between threads.
/// </summary>
public sealed class EventExpansion
{
    /// <param name="rules">The tzdb that resolves wall times.</param>
    /// <param name="calendarZone">Where days lie.</param>
    /// <param name="event">Single or a series; one that is not live has no occurrences.</param>
    public EventExpansion(DomainRules rules, string calendarZone, Event @event) =>
        throw new NotSupportedException($"{rules}{calendarZone}{@event}");

    /// <summary>
    /// The occurrences that overlap [<paramref name="from"/>, <paramref name="to"/>), moved ones where they now are, cancelled ones
    /// with that status, by start and then by id. Computed as they are asked for.
    /// </summary>
    public IEnumerable<Occurrence> Overlapping(Instant from, Instant to) => throw new NotSupportedException($"{from}{to}");
}
