using Kalends.Domain;
using Kalends.Domain.Access;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Domain.Occurrences;

namespace Kalends.Server.Delivery;

/// <summary>An event and its time line, made once however many people are told of it. Used by one thread at a time.</summary>
internal sealed class EventAtHand(DomainRules rules, Event @event)
{
    private EventExpansion? expansion;

    public Event Event => @event;

    /// <summary>As this reader may see it.</summary>
    public EventExpansion ExpansionFor(CalendarView view, Caller reader)
    {
        var hasSecrets = @event.Overrides.Any(changed => changed.Visibility == Visibility.Private);
        if (hasSecrets) return new EventExpansion(rules, view.Calendar.TimeZone, view.WithoutPrivateInstances(@event, reader));
        return expansion ??= new EventExpansion(rules, view.Calendar.TimeZone, @event);
    }
}
