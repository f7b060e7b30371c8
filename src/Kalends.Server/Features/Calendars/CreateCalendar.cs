using Kalends.Domain;
using Kalends.Domain.Calendars;
using Kalends.Server.Hosting;
using Kalends.Server.Hosting.Calls;
using Kalends.Server.Hosting.Keyed;
using Kalends.Storage;

namespace Kalends.Server.Features.Calendars;

/// <summary>Makes a calendar of the caller's own.</summary>
internal sealed class CreateCalendar(StorageSet storage, DomainRules rules) : IOperation
{
    public async Task<Reply> Handle(Call call)
    {
        var draft = CalendarMembers.Read(await call.ReadBody());
        var owner = await call.ReadUser(storage.Users);
        if (!call.Accepts(draft.Check(rules, owner.Preferences.TimeZone), out var content, out var refused)) return refused;
        var view = await Create(content, call);
        return Reply.Created(CalendarBody.From(view, call.UserId), CalendarJson.Default.CalendarBody)
            .Tagged(view.Calendar.Version)
            .At($"/calendars/{view.Calendar.Id}");
    }

    /// <summary>The id of a keyed call is taken where this call was made before and its answer got lost; then that calendar is the answer.</summary>
    private async Task<CalendarView> Create(CalendarContent content, Call call)
    {
        var calendar = content.ApplyTo(new Calendar
        {
            Id = storage.Calendars.Place(call.UserId, call.Ids.NextInt64()),
            OwnerId = call.UserId,
            Name = content.Name,
            TimeZone = content.TimeZone,
            Version = 0,
            CreatedAt = call.Now,
        });
        if (await storage.Calendars.TryCreate(calendar, call.Cancellation)) return new CalendarView(calendar, HasShares: false, Permission.None);
        var earlier = await storage.Calendars.Find(calendar.Id, call.UserId, call.Cancellation);
        if (call.Ids.IsRepeatable && earlier is not null && earlier.Calendar.CreatedAt + KeyedAnswers.Lifetime > call.Now) return earlier;
        call.Ids = IdSource.Random; // the key is older than a day: this is a new call
        return await Create(content, call);
    }
}
