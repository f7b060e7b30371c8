using Kalends.Domain.Calendars;
using Kalends.Server.Hosting.Calls;
using Kalends.Storage;

namespace Kalends.Server.Features.Calendars;

/// <summary>Lists the calendars that others share with the caller. Links at the caller are only hints: each grant is read at its owner.</summary>
internal sealed class ListSharedCalendars(StorageSet storage) : IOperation
{
    public async Task<Reply> Handle(Call call)
    {
        var asked = call.Pages.Read();
        if (call.Refused() is { } refused) return refused;
        var shared = new List<CalendarView>();
        foreach (var id in await storage.Calendars.ListLinked(call.UserId, call.Cancellation))
        {
            var view = await storage.Calendars.Find(id, call.UserId, call.Cancellation);
            if (view is { Calendar.Deleted: null, Grant: > Permission.None }) shared.Add(view);
        }
        return CalendarList.Page(call, asked, shared);
    }
}
