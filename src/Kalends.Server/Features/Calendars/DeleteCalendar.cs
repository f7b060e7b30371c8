using Kalends.Domain;
using Kalends.Domain.Access;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Server.Hosting.Calls;
using Kalends.Storage;

namespace Kalends.Server.Features.Calendars;

/// <summary>Puts a calendar into the trash, from where its owner can bring it back for 30 days.</summary>
internal sealed class DeleteCalendar(StorageSet storage) : ICalendarOperation
{
    public async Task<Reply> Handle(Call call, CalendarView view)
    {
        for (var seen = view; ;)
        {
            if (CalendarVersion.Check(call, seen) is { } unmet) return unmet;
            var deleted = seen.Calendar with { Deleted = new Deletion(call.Now, call.UserId), Version = seen.Calendar.Version + 1 };
            if (await storage.Calendars.TryReplace(deleted, call.Cancellation)) return Reply.NoContent;
            if (await storage.Calendars.Find(deleted.Id, call.UserId, call.Cancellation) is not { } now) return new Refusal.NotFound("calendar");
            if (now.RefusalOf(call.UserId, CalendarAct.Delete) is { } refusal) return refusal;
            seen = now;
        }
    }
}
