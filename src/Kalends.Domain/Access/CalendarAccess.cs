using Kalends.Domain.Calendars;
using Kalends.Domain.Identity;

namespace Kalends.Domain.Access;

/// <summary>Who may do what with a calendar.</summary>
public static class CalendarAccess
{
    /// <summary>Why the caller may not, or null where the caller may.</summary>
    public static Refusal? RefusalOf(this CalendarView view, UserId caller, CalendarAct act)
    {
        var permission = view.PermissionOf(caller);
        var isInTrash = view.Calendar.Deleted is not null;
        if (permission == Permission.None || isInTrash != (act == CalendarAct.Restore)) return new Refusal.NotFound("calendar");
        if (act == CalendarAct.Leave && view.Grant == Permission.None) return new Refusal.NotFound("share");
        return permission >= Needed(act) ? null : new Refusal.Forbidden($"needs the permission {Needed(act).Word()} on the calendar");
    }

    private static Permission Needed(CalendarAct act) => act switch
    {
        CalendarAct.See or CalendarAct.Leave => Permission.FreeBusy,
        CalendarAct.ReadChanges or CalendarAct.Export => Permission.View,
        CalendarAct.ReadTrash or CalendarAct.AddEvents => Permission.Edit,
        _ => Permission.Owner,
    };
}
