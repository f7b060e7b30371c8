using Kalends.Domain;
using Kalends.Domain.Access;
using Kalends.Domain.Calendars;
using Kalends.Storage.Calendars;

namespace Kalends.Server.Hosting.Calls;

/// <summary>One verb of the API on a calendar that the caller is allowed to use so.</summary>
internal interface ICalendarOperation
{
    Task<Reply> Handle(Call call, CalendarView view);
}

/// <summary>
/// Finds the calendar that a route names, with the caller's grant as its owner's record has it at this moment: 404 for what the caller
/// may not see, 403 for what it may see but not use so.
/// </summary>
internal sealed class OnCalendar(ICalendarOperation operation, ICalendarStore calendars, Func<Call, CalendarAct> act) : IOperation
{
    public async Task<Reply> Handle(Call call)
    {
        if (!CalendarId.TryRead(call.Route("calendarId"), out var id)) return new Refusal.NotFound("calendar");
        if (await calendars.Find(id, call.UserId, call.Cancellation) is not { } view) return new Refusal.NotFound("calendar");
        return view.RefusalOf(call.UserId, act(call)) is { } refusal ? refusal : await operation.Handle(call, view);
    }
}
