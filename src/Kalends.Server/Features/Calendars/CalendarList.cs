using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Server.Hosting;
using Kalends.Server.Hosting.Calls;
using Kalends.Server.Hosting.Paging;

namespace Kalends.Server.Features.Calendars;

/// <summary>Lists of calendars, oldest first.</summary>
internal static class CalendarList
{
    public static Reply Page(Call call, PageRequest asked, IEnumerable<CalendarView> views)
    {
        var page = views.Cut(asked, Position);
        var items = page.Items.Select(view => CalendarBody.From(view, call.UserId)).ToImmutableArray();
        var next = page.HasMore ? call.Pages.Next(Position(page.Items[^1])) : null;
        return Reply.Ok(new CalendarPage(items, next), CalendarJson.Default.CalendarPage);
    }

    private static string Position(CalendarView view) => $"{Instants.Format(view.Calendar.CreatedAt)} {view.Calendar.Id}";
}
