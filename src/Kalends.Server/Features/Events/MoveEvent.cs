using Kalends.Domain;
using Kalends.Domain.Access;
using Kalends.Domain.Calendars;
using Kalends.Server.Hosting.Calls;
using Kalends.Server.Projecting;
using Kalends.Storage;
using Edits = Kalends.Domain.Events.Edits;

namespace Kalends.Server.Features.Events;

/// <summary>Takes an event to another calendar. The id stays; both change feeds tell.</summary>
internal sealed class MoveEvent(DomainRules rules, StorageSet storage, CommitEvents commit, FinishMove finish, EventReplies replies)
    : IEventOperation
{
    public async Task<Reply?> Handle(Call call, EventAtHand found)
    {
        SendUpdates.Check(call);
        var body = await call.ReadBody();
        var text = body.RequiredText("calendarId");
        if (call.Refused() is { } refused) return refused;
        if (!CalendarId.TryRead(text, out var id)) return new Refusal.NotFound("calendar");
        if (await storage.Calendars.Find(id, call.UserId, call.Cancellation) is not { } target) return new Refusal.NotFound("calendar");
        if (target.RefusalOf(call.UserId, CalendarAct.AddEvents) is { } forbidden) return forbidden;

        var decision = new Edits.MoveEvent(found.Caller, found.Event, id).Decide(rules, call.Now);
        if (!call.Accepts(decision, out var accepted, out var broken)) return broken;
        if (await storage.Events.FindFull(id, call.Cancellation) is { } full) return full.ToRefusal();
        var departure = new EventWrite(found.Calendar, accepted.Changes);
        if (!(await commit.Run(departure, call.Now, call.Cancellation)).IsStored(out var instead)) return instead;
        // From here on the move is decided: if the client goes away now, it is finished all the same.
        var arrived = await finish.Run(accepted.Result, call.Now, CancellationToken.None);
        return arrived is null
            ? new Refusal.NotFound("calendar")
            : await replies.Ok(new EventAtHand(arrived, target, found.Caller), call.Cancellation);
    }
}
