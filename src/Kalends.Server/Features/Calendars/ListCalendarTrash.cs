using Kalends.Server.Hosting.Calls;
using Kalends.Storage;

namespace Kalends.Server.Features.Calendars;

/// <summary>Lists the caller's calendars in the trash that can still be brought back.</summary>
internal sealed class ListCalendarTrash(StorageSet storage) : IOperation
{
    public async Task<Reply> Handle(Call call)
    {
        var asked = call.Pages.Read();
        if (call.Refused() is { } refused) return refused;
        var owned = await storage.Calendars.ListOwned(call.UserId, call.Cancellation);
        return CalendarList.Page(call, asked, owned.Where(view => view.Calendar.Deleted is not null && !CalendarTrash.IsOver(view.Calendar, call.Now)));
    }
}
