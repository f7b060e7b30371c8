using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;

namespace Kalends.Domain.Access;

/// <summary>Events as callers may see them, where the whole would tell too much.</summary>
public static class ShapingEvents
{
    /// <summary>The title of what a caller may not read.</summary>
    public const string BusyTitle = "Busy";

    /// <summary>
    /// A readable event without what its private instances would tell to a caller below <c>edit</c>: they keep their times and status.
    /// </summary>
    public static Event WithoutPrivateInstances(this CalendarView view, Event @event, Caller caller)
    {
        if (view.PermissionOf(caller.Id) >= Permission.Edit || EventAccess.IsInvited(@event, caller)) return @event;
        return @event with { Overrides = [.. @event.Overrides.Select(o => o.Visibility == Visibility.Private ? Veiled(o) : o)] };
    }

    private static Override Veiled(Override changes) => changes with
    {
        Title = BusyTitle,
        Description = "",
        Location = "",
        Attendees = [],
        Carried = null,
    };
}
