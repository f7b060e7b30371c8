using Kalends.Domain.Calendars;
using Kalends.Domain.Identity;
using Kalends.Server.Hosting.Calls;
using Kalends.Storage.Events;

namespace Kalends.Server.Features.Events;

/// <summary>The deleted events of a calendar.</summary>
internal sealed class ListTrash(IEventStore events, EventJson json) : ICalendarOperation
{
    public async Task<Reply> Handle(Call call, CalendarView view)
    {
        var page = call.Pages.Read();
        if (call.Refused() is { } refused) return refused;
        EventId? after = page.After is null ? null : new EventId(Guid.ParseExact(page.After, "D"));
        var trash = await events.ReadTrash(view.Calendar.Id, after, page.Size, call.Cancellation);
        var reminders = await events.ReadReminders(
            view.Calendar.Id, call.UserId, [.. trash.Items.Select(@event => @event.Id)], call.Cancellation);
        var own = reminders.ToDictionary(setting => setting.EventId, setting => setting.Minutes);
        var caller = new Caller(call.UserId, new EmailAddress(""));
        return ListReply.Of(trash.Items, trash.HasMore ? call.Pages.Next(trash.Items[^1].Id.ToString()) : null, (writer, @event) =>
            json.Write(writer, new EventAtHand(@event, view, caller), new EventExtras { Reminders = own.GetValueOrDefault(@event.Id) }));
    }
}
