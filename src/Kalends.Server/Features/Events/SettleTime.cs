using Kalends.Domain;
using Kalends.Domain.Events;
using Kalends.Domain.Merging;
using Kalends.Server.Hosting.Calls;
using Kalends.Server.Projecting;
using Kalends.Storage.Events;
using Edits = Kalends.Domain.Events.Edits;

namespace Kalends.Server.Features.Events;

/// <summary>The user's word on which time holds: one of the open ones, or the one that is there.</summary>
internal sealed class SettleTime(DomainRules rules, IEventStore events, CommitEvents commit, EventReplies replies) : IEventOperation
{
    public async Task<Reply?> Handle(Call call, EventAtHand found)
    {
        var body = await call.ReadBody();
        Stamp? chosen = null;
        if (!body.Has("stamp")) body.Require("stamp");
        else if (body.Text("stamp") is { } text)
        {
            if (Stamp.TryRead(text, out var stamp)) chosen = stamp;
            else body.Refuse("stamp", "must be the stamp of an open time, or null for the one that holds");
        }
        if (call.Refused() is { } refused) return refused;
        var decision = new Edits.SettleTime(new EditContext(found.Caller, found.Zone), found.Event, chosen).Decide(rules, call.Now);
        if (!call.Accepts(decision, out var accepted, out var broken)) return broken;
        var settings = await events.ReadReminders(found.Event.CalendarId, found.Event.Id, call.Cancellation);
        var write = new EventWrite(found.Calendar, accepted.Changes) { EarlierReminders = settings };
        if (!(await commit.Run(write, call.Now, call.Cancellation)).IsStored(out var instead)) return instead;
        return await replies.Ok(found with { Event = accepted.Result }, call.Cancellation);
    }
}
