using Kalends.Domain;
using Kalends.Domain.Access;
using Kalends.Domain.Calendars;
using Kalends.Server.Hosting.Calls;
using Kalends.Storage;

namespace Kalends.Server.Features.Calendars;

/// <summary>Brings a calendar back from the trash as it was, with its events and shares.</summary>
internal sealed class RestoreCalendar(StorageSet storage) : ICalendarOperation
{
    public async Task<Reply> Handle(Call call, CalendarView view)
    {
        for (var seen = view; ;)
        {
            if (CalendarTrash.IsOver(seen.Calendar, call.Now)) return new Refusal.NotFound("calendar");
            var restored = seen.Calendar with { Deleted = null, Version = seen.Calendar.Version + 1 };
            if (await storage.Calendars.TryReplace(restored, call.Cancellation)) return CalendarVersion.Show(call, seen with { Calendar = restored });
            if (await storage.Calendars.Find(restored.Id, call.UserId, call.Cancellation) is not { } now) return new Refusal.NotFound("calendar");
            if (now.RefusalOf(call.UserId, CalendarAct.Restore) is { } refusal) return refusal;
            seen = now;
        }
    }
}
