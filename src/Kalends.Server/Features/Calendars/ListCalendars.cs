using Kalends.Server.Hosting.Calls;
using Kalends.Storage;

namespace Kalends.Server.Features.Calendars;

/// <summary>Lists the caller's own calendars, oldest first.</summary>
internal sealed class ListCalendars(StorageSet storage) : IOperation
{
    public async Task<Reply> Handle(Call call)
    {
        var asked = call.Pages.Read();
        if (call.Refused() is { } refused) return refused;
        var owned = await storage.Calendars.ListOwned(call.UserId, call.Cancellation);
        return CalendarList.Page(call, asked, owned.Where(view => view.Calendar.Deleted is null));
    }
}
