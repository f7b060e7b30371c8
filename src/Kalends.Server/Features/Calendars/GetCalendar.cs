using Kalends.Domain.Calendars;
using Kalends.Server.Hosting.Calls;

namespace Kalends.Server.Features.Calendars;

/// <summary>Reads one calendar.</summary>
internal sealed class GetCalendar : ICalendarOperation
{
    public Task<Reply> Handle(Call call, CalendarView view) => Task.FromResult(CalendarVersion.Show(call, view));
}
