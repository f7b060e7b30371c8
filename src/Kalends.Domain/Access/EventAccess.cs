using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Domain.Occurrences;

namespace Kalends.Domain.Access;

/// <summary>
/// Who may do what with an event. An attendee may read, answer and set reminders whatever the calendar says, private events too:
/// an invitation that cannot be read cannot be answered.
/// </summary>
public static class EventAccess
{
    /// <summary>Why the caller may not, or null where the caller may.</summary>
    public static Refusal? RefusalOf(this CalendarView view, Event @event, Caller caller, EventAct act)
    {
        var permission = view.PermissionOf(caller.Id);
        if (view.Calendar.Deleted is not null || @event.MovedTo is not null) return new Refusal.NotFound("event");
        if (act is EventAct.ReadHistory && permission is Permission.FreeBusy or Permission.View) return NeedsEdit();
        if (@event.Deleted is not null)
            return permission >= Permission.Edit && act is EventAct.ReadHistory or EventAct.Restore ? null : new Refusal.NotFound("event");
        var shape = ShapeOf(view, @event, caller);
        if (shape == Shape.Hidden) return new Refusal.NotFound("event");
        return act switch
        {
            EventAct.Read => null,
            EventAct.SetReminders => shape == Shape.Full ? null : new Refusal.Forbidden("the event is private"),
            EventAct.Answer => IsInvited(@event, caller) ? null : new Refusal.Forbidden("only attendees answer"),
            _ => permission >= Permission.Edit ? null : NeedsEdit(),
        };
    }

    /// <summary>How much of a live event the caller sees by its id.</summary>
    public static Shape ShapeOf(this CalendarView view, Event @event, Caller caller)
    {
        if (IsInvited(@event, caller)) return Shape.Full;
        return view.PermissionOf(caller.Id) switch
        {
            Permission.None or Permission.FreeBusy => Shape.Hidden,
            Permission.View when @event.Content.Visibility == Visibility.Private => Shape.Busy,
            _ => Shape.Full,
        };
    }

    /// <summary>How much of an occurrence a caller sees in a range, by the permission on the calendar.</summary>
    public static Shape ShapeOf(this Permission permission, Occurrence occurrence) => permission switch
    {
        Permission.None => Shape.Hidden,
        Permission.View when occurrence.Face.Visibility != Visibility.Private => Shape.Full,
        Permission.FreeBusy or Permission.View => occurrence.IsBusy ? Shape.Busy : Shape.Hidden,
        _ => Shape.Full,
    };

    /// <summary>Whether the caller is invited to the event or to any of its instances.</summary>
    public static bool IsInvited(Event @event, Caller caller) =>
        @event.Content.Attendees.Any(caller.Is) || @event.Overrides.Any(o => o.Attendees is { } some && some.Any(caller.Is));

    private static Refusal.Forbidden NeedsEdit() => new("needs the permission edit on the calendar");
}
