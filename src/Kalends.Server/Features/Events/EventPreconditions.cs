using System.Collections.Immutable;
using Kalends.Server.Hosting.Calls;
using Kalends.Storage.Events;

namespace Kalends.Server.Features.Events;

/// <summary>If-Match before a write of an event.</summary>
internal sealed class EventPreconditions(EventJson json)
{
    /// <summary>The refusal, for a stale write with the event as the caller sees it now; or null.</summary>
    public Reply? Check(Call call, EventAtHand found, ImmutableArray<ReminderSetting> settings) =>
        Preconditions.Check(call.Request, found.Event.Version, () => json.Element(found, new EventExtras
        {
            Reminders = settings.FirstOrDefault(setting => setting.UserId == call.UserId)?.Minutes,
        }));
}
