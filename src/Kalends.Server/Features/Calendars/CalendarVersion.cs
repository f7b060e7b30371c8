using Kalends.Domain.Calendars;
using Kalends.Server.Hosting.Calls;

namespace Kalends.Server.Features.Calendars;

/// <summary>A calendar against the If-Match of a call, and as the answer to it.</summary>
internal static class CalendarVersion
{
    /// <summary>The refusal, or null where the write may go on.</summary>
    public static Reply? Check(Call call, CalendarView view) =>
        Preconditions.Check(call.Request, view.Calendar.Version, () => CalendarBody.Element(view, call.UserId));

    public static Reply Show(Call call, CalendarView view) =>
        Reply.Ok(CalendarBody.From(view, call.UserId), CalendarJson.Default.CalendarBody).Tagged(view.Calendar.Version);
}
