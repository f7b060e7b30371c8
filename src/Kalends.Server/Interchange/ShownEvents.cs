using System.Collections.Immutable;
using Kalends.Domain;
using Kalends.Domain.Access;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Domain.Interchange;
using Kalends.Domain.Occurrences;
using Kalends.ICalendar;
using Kalends.Server.Projecting;
using Kalends.Storage.Users;
using NodaTime;

namespace Kalends.Server.Interchange;

/// <summary>Events of one calendar as components, as far as the reader may see them.</summary>
internal sealed class ShownEvents(CalendarText text, DomainRules rules, IUserStore users, BusyUids uids)
{
    private readonly EventComponents components = new(rules, text.Calendar.TimeZone);
    private readonly Dictionary<UserId, User?> organizers = [];
    private readonly Interval window = ProjectionWindow.Around(text.Now);

    /// <summary>When busy time was written, as far as anybody is told: that day.</summary>
    private Instant Stamp => text.Now.InUtc().Date.AtMidnight().InUtc().ToInstant();

    /// <summary>The event with its overrides; a private one, for those who may not read it, as busy time around now.</summary>
    public async ValueTask<ImmutableArray<Component>> Of(Event @event, CancellationToken cancellation)
    {
        if (text.View.ShapeOf(@event, text.Reader) != Shape.Full) return [.. BusyTime(@event).Select(Busy)];
        var shown = text.View.WithoutPrivateInstances(@event, text.Reader);
        var written = components.Of(shown, await Organizer(@event, cancellation));
        return text.IsFeed ? [.. written.Select(WithoutAlarms)] : written;
    }

    public Component Busy(Occurrence occurrence) => BusyComponent.Of(occurrence, uids.Of(occurrence.Id), Stamp);

    private IEnumerable<Occurrence> BusyTime(Event @event) =>
        new EventExpansion(rules, text.Calendar.TimeZone, @event).Overlapping(window.Start, window.End).Where(occurrence => occurrence.IsBusy);

    /// <summary>The organiser's address shows to those who may write the event; others only know an id.</summary>
    private async ValueTask<User?> Organizer(Event @event, CancellationToken cancellation)
    {
        if (text.Permission < Permission.Edit || @event.Content.Attendees.IsEmpty) return null;
        if (organizers.TryGetValue(@event.OrganizerId, out var known)) return known;
        return organizers[@event.OrganizerId] = await users.Find(@event.OrganizerId, cancellation);
    }

    private static Component WithoutAlarms(Component component) =>
        component.Components.Count == 0 ? component : component.WithoutComponents(inner => inner.IsNamed("VALARM"));
}
