using Kalends.Domain.Calendars;
using Kalends.Domain.Identity;
using Kalends.Domain.Notifications;
using Kalends.Storage.Calendars;
using Kalends.Storage.Events;

namespace Kalends.Server.Delivery;

/// <summary>What a page of due notifications is held against; what is not there is gone.</summary>
internal sealed record PageFacts
{
    public required IReadOnlyDictionary<UserId, User> Users { get; init; }

    /// <summary>Each where it lies now, moved or not.</summary>
    public required IReadOnlyDictionary<EventId, EventAtHand> Events { get; init; }

    public required IReadOnlyDictionary<CalendarSight, CalendarView> Views { get; init; }

    public required IReadOnlyDictionary<ReminderPlace, ReminderChoice> Reminders { get; init; }
}
