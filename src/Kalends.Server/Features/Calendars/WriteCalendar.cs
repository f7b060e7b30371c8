using Kalends.Domain;
using Kalends.Domain.Access;
using Kalends.Domain.Calendars;
using Kalends.Server.Hosting.Calls;
using Kalends.Server.Hosting.Json;
using Kalends.Server.Projecting;
using Kalends.Storage;

namespace Kalends.Server.Features.Calendars;

/// <summary>
/// PUT and PATCH: what stands in the body, or what the patch makes of the calendar, goes through the same check. Whoever names the version
/// that is there wins; a writer who sent <c>*</c> goes on after another writer was first.
/// </summary>
internal abstract class WriteCalendar(StorageSet storage, DomainRules rules, RezoneEvents rezone) : ICalendarOperation
{
    public async Task<Reply> Handle(Call call, CalendarView view)
    {
        for (var seen = view; ;)
        {
            if (CalendarVersion.Check(call, seen) is { } unmet) return unmet;
            var draft = CalendarMembers.Read(await ReadBody(call, seen));
            if (!call.Accepts(draft.Check(rules, await DefaultZone(seen, call)), out var content, out var refused)) return refused;
            var next = content.ApplyTo(seen.Calendar);
            if (await storage.Calendars.TryReplace(next, call.Cancellation)) return await Finish(call, seen, next);
            if (await storage.Calendars.Find(next.Id, call.UserId, call.Cancellation) is not { } now) return new Refusal.NotFound("calendar");
            if (now.RefusalOf(call.UserId, CalendarAct.Change) is { } refusal) return refusal;
            seen = now;
        }
    }

    protected abstract ValueTask<Members> ReadBody(Call call, CalendarView view);

    /// <summary>Whole days lie where the calendar's zone says: they follow before this answers, whether the client waits or not.</summary>
    private async Task<Reply> Finish(Call call, CalendarView before, Calendar after)
    {
        if (after.TimeZone != before.Calendar.TimeZone) await rezone.Run(after, call.Now, CancellationToken.None);
        return CalendarVersion.Show(call, before with { Calendar = after });
    }

    private async Task<string> DefaultZone(CalendarView view, Call call) =>
        (await storage.Users.Find(view.Calendar.OwnerId, call.Cancellation))?.Preferences.TimeZone ?? view.Calendar.TimeZone;
}
