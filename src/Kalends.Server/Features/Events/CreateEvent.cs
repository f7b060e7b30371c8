using Kalends.Domain;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Events.Drafts;
using Kalends.Domain.Identity;
using Kalends.Server.Hosting;
using Kalends.Server.Hosting.Calls;
using Kalends.Server.Hosting.Keyed;
using Kalends.Server.Projecting;
using Kalends.Storage.Events;
using Edits = Kalends.Domain.Events.Edits;

namespace Kalends.Server.Features.Events;

/// <summary>Makes an event. From the moment this answers, every range view shows it.</summary>
internal sealed class CreateEvent(DomainRules rules, IEventStore events, EditContexts contexts, CommitEvents commit, EventReplies replies)
    : ICalendarOperation
{
    public async Task<Reply> Handle(Call call, CalendarView view)
    {
        SendUpdates.Check(call);
        var draft = EventBody.Read(await call.ReadBody());
        var caller = new Caller(call.UserId, new EmailAddress(""));
        var context = await contexts.Of(caller, view.Calendar, new DraftInEvent(draft, null), call.Cancellation);
        while (true)
        {
            var id = new EventId(call.Ids.NextGuid());
            var decision = new Edits.CreateEvent(context, id, view.Calendar.Id, draft).Decide(rules, call.Now);
            if (!call.Accepts(decision, out var accepted, out var refused)) return refused;
            var seen = new EventAtHand(accepted.Result, view, caller);
            if ((await commit.Run(Write(seen, accepted, draft), call.Now, call.Cancellation)).IsStored(out var instead)) return replies.Created(seen, new EventExtras { Reminders = draft.Reminders });
            if (instead is not null) return instead;
            if (await FindEarlier(call, seen) is { } earlier) return await replies.CreatedBefore(earlier, call.Cancellation);
            call.Ids = IdSource.Random; // the key is older than a day: this is a new call
        }
    }

    private static EventWrite Write(EventAtHand seen, EventDecision.Accepted accepted, EventDraft draft) => new(seen.Calendar, accepted.Changes)
    {
        Reminders = draft.Reminders is { } minutes ? [new ReminderSetting(seen.Event.Id, seen.Caller.Id, minutes)] : [],
    };

    /// <summary>
    /// The id of a keyed call is taken where this call was made before and its answer got lost; then that event is the answer.
    /// </summary>
    private async Task<EventAtHand?> FindEarlier(Call call, EventAtHand seen)
    {
        var earlier = await events.Find(seen.Calendar.Id, seen.Event.Id, call.Cancellation);
        return call.Ids.IsRepeatable && earlier is not null && earlier.CreatedAt + KeyedAnswers.Lifetime > call.Now
            ? seen with { Event = earlier }
            : null;
    }
}
