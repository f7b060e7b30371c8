using Kalends.Server.Hosting.Calls;

namespace Kalends.Server.Features.Events;

/// <summary>Reads an event with its overrides.</summary>
internal sealed class GetEvent(EventReplies replies) : IEventOperation
{
    public async Task<Reply?> Handle(Call call, EventAtHand found) => await replies.Ok(found, call.Cancellation);
}
