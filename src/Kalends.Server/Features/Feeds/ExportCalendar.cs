using Kalends.Domain.Calendars;
using Kalends.Domain.Identity;
using Kalends.Server.Hosting.Calls;
using Kalends.Server.Interchange;
using Kalends.Storage.Users;

namespace Kalends.Server.Features.Feeds;

/// <summary>A calendar as a file: all that the caller may read of it, private events as busy time for those below edit.</summary>
internal sealed class ExportCalendar(IUserStore users, WriteCalendar write) : ICalendarOperation
{
    public async Task<Reply> Handle(Call call, CalendarView view)
    {
        var reader = await call.ReadUser(users);
        var text = new CalendarText(view.Calendar, view.PermissionOf(call.UserId), call.Now) { Reader = new Caller(reader.Id, reader.Email) };
        return new Reply(200)
        {
            ContentType = CalendarText.MediaType,
            Stream = (output, cancellation) => write.Run(text, output, cancellation),
        };
    }
}
