using Kalends.Domain;
using Kalends.Domain.Events;
using Kalends.Server.Hosting.Calls;
using Kalends.Server.Projecting;
using Kalends.Storage.Events;
using Edits = Kalends.Domain.Events.Edits;

namespace Kalends.Server.Features.Events;

/// <summary>Puts an event into the trash, cancels one instance, or ends a series before an instance.</summary>
internal sealed class DeleteEvent(DomainRules rules, IEventStore events, EventPreconditions preconditions, CommitEvents commit)
    : IEventOperation
{
    public async Task<Reply?> Handle(Call call, EventAtHand found)
    {
        var query = InstanceQuery.Read(call);
        if (query.Misses(found, rules)) return new Refusal.NotFound("instance");
        var settings = await events.ReadReminders(found.Event.CalendarId, found.Event.Id, call.Cancellation);
        if (preconditions.Check(call, found, settings) is { } refused) return refused;
        SendUpdates.Check(call);
        var decision = new Edits.DeleteEvent(new EditContext(found.Caller, found.Zone), found.Event)
        {
            Scope = query.Scope,
            Instance = query.Reference,
        }.Decide(rules, call.Now);
        if (!call.Accepts(decision, out var accepted, out var broken)) return broken;

        var write = new EventWrite(found.Calendar, accepted.Changes) { EarlierReminders = settings, MayOverfill = true };
        if (!(await commit.Run(write, call.Now, call.Cancellation)).IsStored(out var instead)) return instead;
        return accepted.Result.IsLive ? Reply.NoContent.Tagged(accepted.Result.Version) : Reply.NoContent;
    }
}
