using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Domain.Notifications;
using Kalends.Storage;

namespace Kalends.Server.Delivery;

/// <summary>One user of a batch, with the rights and reminders that were read for it already. Used by one thread at a time.</summary>
internal sealed class UserAtHand(StorageSet storage, User user)
{
    private readonly Dictionary<CalendarId, CalendarView?> views = [];

    public User User => user;

    public Caller Caller { get; } = new(user.Id, user.Email);

    public async ValueTask<CalendarView?> FindView(CalendarId calendar, CancellationToken cancellation)
    {
        if (!views.TryGetValue(calendar, out var view))
            views.Add(calendar, view = await storage.Calendars.Find(calendar, user.Id, cancellation));
        return view;
    }

    public async ValueTask<ReminderChoice?> FindReminders(Event @event, CancellationToken cancellation)
    {
        var settings = await storage.Events.ReadReminders(@event.CalendarId, user.Id, [@event.Id], cancellation);
        return settings.IsEmpty ? null : new ReminderChoice(settings[0].Minutes);
    }
}
