using Kalends.Domain;
using Kalends.Server.Hosting.Calls;
using Kalends.Storage.Events;

namespace Kalends.Server.Features.Events;

/// <summary>
/// PUT: the series, an instance, or an instance and those after it, as the body says; what it leaves out goes back to its default.
/// </summary>
internal sealed class ReplaceEvent(DomainRules rules, IEventStore events, EventPreconditions preconditions, StoreUpdate store)
    : IEventOperation
{
    public async Task<Reply?> Handle(Call call, EventAtHand found)
    {
        var query = InstanceQuery.Read(call);
        if (query.Misses(found, rules)) return new Refusal.NotFound("instance");
        var settings = await events.ReadReminders(found.Event.CalendarId, found.Event.Id, call.Cancellation);
        if (preconditions.Check(call, found, settings) is { } refused) return refused;
        SendUpdates.Check(call);
        var draft = EventBody.Read(await call.ReadBody());
        return await store.Run(call, new Update(found, query, draft, settings)
        {
            Current = query.Find(found, rules)?.Content ?? found.Event.Content,
        });
    }
}
