using Kalends.Domain.Access;
using Kalends.Server.Hosting.Calls;
using Kalends.Server.Hosting.Description;

namespace Kalends.Server.Features.Calendars;

/// <summary>The routes of calendars, their trash and their shares.</summary>
internal static class CalendarsResource
{
    public static IServiceCollection AddCalendars(this IServiceCollection services) => services
        .AddShapes(CalendarJson.Default)
        .AddSingleton<CreateCalendar>()
        .AddSingleton<ListCalendars>()
        .AddSingleton<ListSharedCalendars>()
        .AddSingleton<ListCalendarTrash>()
        .AddSingleton<GetCalendar>()
        .AddSingleton<ReplaceCalendar>()
        .AddSingleton<PatchCalendar>()
        .AddSingleton<DeleteCalendar>()
        .AddSingleton<RestoreCalendar>()
        .AddSingleton<ShareCalendar>()
        .AddSingleton<ListShares>()
        .AddSingleton<RemoveShare>();

    public static void MapCalendars(this IEndpointRouteBuilder routes)
    {
        var calendars = routes.MapGroup("").WithTags("Calendars");
        calendars.MapOperation<CreateCalendar>("POST", "/calendars").AcceptsKey()
            .Describe("createCalendar", "Makes a calendar").Takes<CalendarContentBody>().Gives<CalendarBody>(201);
        calendars.MapOperation<ListCalendars>("GET", "/calendars").Paged()
            .Describe("listCalendars", "Lists the caller's own calendars, oldest first").Gives<CalendarPage>(200);
        calendars.MapOperation<ListSharedCalendars>("GET", "/calendars/shared").Paged()
            .Describe("listSharedCalendars", "Lists the calendars that others share with the caller").Gives<CalendarPage>(200);
        calendars.MapOperation<ListCalendarTrash>("GET", "/calendars/trash").Paged()
            .Describe("listCalendarTrash", "Lists the caller's deleted calendars").Gives<CalendarPage>(200);
        calendars.MapCalendarOperation<GetCalendar>("GET", "/calendars/{calendarId}", CalendarAct.See)
            .Describe("getCalendar", "Reads a calendar").Gives<CalendarBody>(200);
        calendars.MapCalendarOperation<ReplaceCalendar>("PUT", "/calendars/{calendarId}", CalendarAct.Change).Preconditioned()
            .Describe("replaceCalendar", "Replaces what is written about a calendar").Takes<CalendarContentBody>().Gives<CalendarBody>(200);
        calendars.MapCalendarOperation<PatchCalendar>("PATCH", "/calendars/{calendarId}", CalendarAct.Change).Preconditioned()
            .Describe("patchCalendar", "Changes some of it (RFC 7396)").Takes<CalendarPatchBody>().Gives<CalendarBody>(200);
        calendars.MapCalendarOperation<DeleteCalendar>("DELETE", "/calendars/{calendarId}", CalendarAct.Delete).Preconditioned()
            .Describe("deleteCalendar", "Puts a calendar into the trash for 30 days").Gives(204);
        calendars.MapCalendarOperation<RestoreCalendar>("POST", "/calendars/{calendarId}/restore", CalendarAct.Restore)
            .Describe("restoreCalendar", "Brings a calendar back from the trash").Gives<CalendarBody>(200);
        calendars.MapCalendarOperation<ShareCalendar>("POST", "/calendars/{calendarId}/share", CalendarAct.Share).AcceptsKey()
            .Describe("shareCalendar", "Grants a permission, or changes it").Takes<GrantBody>().Gives<ShareBody>(201).Gives<ShareBody>(200);
        calendars.MapCalendarOperation<ListShares>("GET", "/calendars/{calendarId}/shares", CalendarAct.Share).Paged()
            .Describe("listShares", "Lists whom a calendar is shared with").Gives<SharePage>(200);
        calendars.MapCalendarOperation<RemoveShare>("DELETE", "/calendars/{calendarId}/shares/{userId}", RemoveShare.ActOf)
            .Describe("removeShare", "Takes a share away, or gives one's own back").Gives(204);
    }
}
