using Kalends.Domain.Time;

namespace Kalends.Domain.Events;

/// <summary>Finds instances of events by their original start.</summary>
public static class FindingInstances
{
    /// <summary>The instance, cancelled or not; null where the event has none there, EXDATEs taken into account.</summary>
    public static EventInstance? FindInstance(this Event @event, DomainRules rules, string calendarZone, InstanceReference reference) =>
        throw new NotSupportedException($"{@event}{rules}{calendarZone}{reference}");
}
