using Kalends.Domain;
using Kalends.Domain.Events.Drafts;
using Kalends.Server.Hosting.Calls;

namespace Kalends.Server.Features.Events;

/// <summary>The caller's own reminders on an event.</summary>
internal sealed class SetReminders(DomainRules rules, StoreReminders store, EventReplies replies) : IEventOperation
{
    public async Task<Reply?> Handle(Call call, EventAtHand found)
    {
        var body = await call.ReadBody();
        if (!body.Has("reminders")) body.Require("reminders");
        var minutes = body.Integers("reminders");
        ReminderCheck.Run("reminders", minutes ?? [], rules.Limits, call.Errors);
        if (call.Refused() is { } refused) return refused;
        await store.Run(call, found, minutes);
        return replies.Show(200, found, new EventExtras { Reminders = minutes });
    }
}
