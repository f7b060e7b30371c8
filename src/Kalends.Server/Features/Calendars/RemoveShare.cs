using Kalends.Domain;
using Kalends.Domain.Access;
using Kalends.Domain.Calendars;
using Kalends.Domain.Identity;
using Kalends.Server.Hosting.Calls;
using Kalends.Storage;

namespace Kalends.Server.Features.Calendars;

/// <summary>Takes a share away; it stops working with the next request. A grantee may remove their own.</summary>
internal sealed class RemoveShare(StorageSet storage) : ICalendarOperation
{
    public static CalendarAct ActOf(Call call) => call.Route("userId") == call.UserId.ToString() ? CalendarAct.Leave : CalendarAct.Share;

    public async Task<Reply> Handle(Call call, CalendarView view) =>
        UserId.TryRead(call.Route("userId"), out var grantee) && await storage.Calendars.RemoveShare(view.Calendar, grantee, call.Cancellation)
            ? Reply.NoContent
            : new Refusal.NotFound("share");
}
