using Kalends.Domain;
using Kalends.Domain.Merging;
using Kalends.Server.Hosting.Calls;

namespace Kalends.Server.Features.Events;

/// <summary>Times that were written at the same time as the one that holds: merging cannot decide between them, the user can.</summary>
internal sealed class ListOpenTimes(DomainRules rules) : IEventOperation
{
    public Task<Reply?> Handle(Call call, EventAtHand found)
    {
        if (call.Refused() is { } refused) return Task.FromResult<Reply?>(refused);
        var open = (found.Event.Merge ?? MergeRecord.Fresh).Open;
        return Task.FromResult<Reply?>(ListReply.Of(open, null, (json, time) => OpenTimeJson.Write(json, new ContentWriter(json, rules, found), time)));
    }
}
