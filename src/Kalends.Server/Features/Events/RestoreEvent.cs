using Kalends.Domain;
using Kalends.Domain.Events;
using Kalends.Server.Hosting.Calls;
using Kalends.Server.Projecting;
using Kalends.Storage.Events;
using Edits = Kalends.Domain.Events.Edits;

namespace Kalends.Server.Features.Events;

/// <summary>Brings an event back from the trash, or back to an earlier version.</summary>
internal sealed class RestoreEvent(DomainRules rules, IEventStore events, CommitEvents commit, EventReplies replies) : IEventOperation
{
    public async Task<Reply?> Handle(Call call, EventAtHand found)
    {
        SendUpdates.Check(call);
        var body = await call.ReadOptionalBody();
        var version = body.Integer("version");
        if (version < 1) body.Refuse("version", "must be at least 1");
        if (call.Refused() is { } refused) return refused;
        HistoryEntry? earlier = null;
        if (version is { } number)
        {
            earlier = await events.FindHistory(found.Event.CalendarId, found.Event.Id, number, call.Cancellation);
            if (earlier is null) return new Refusal.NotFound("version");
        }

        var decision = new Edits.RestoreEvent(found.Caller, found.Event) { Earlier = earlier }.Decide(rules, call.Now);
        if (!call.Accepts(decision, out var accepted, out var broken)) return broken;
        var settings = await events.ReadReminders(found.Event.CalendarId, found.Event.Id, call.Cancellation);
        var write = new EventWrite(found.Calendar, accepted.Changes) { EarlierReminders = settings };
        if (!(await commit.Run(write, call.Now, call.Cancellation)).IsStored(out var instead)) return instead;
        return await replies.Ok(found with { Event = accepted.Result }, call.Cancellation);
    }
}
