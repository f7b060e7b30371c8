using Kalends.Domain;
using Kalends.Domain.Access;
using Kalends.Domain.Events.Drafts;
using Kalends.Domain.Merging;
using Kalends.Server.Hosting.Calls;
using Kalends.Server.Projecting;
using Kalends.Storage;

namespace Kalends.Server.Features.Events.Sync;

/// <summary>An edit or a deletion.</summary>
internal sealed class MergeOffline(DomainRules rules, StorageSet storage, FindForSync find, EditContexts contexts, CommitEvents commit, KnownOperations known)
{
    public async Task<OperationResult?> Run(Call call, SyncOperation operation)
    {
        var found = await find.Run(call, operation, EventAct.Edit);
        if (found.Event is not { } here) return OperationResult.From(found.Refusal!);
        var invited = new EventDraft { Attendees = [.. operation.Edit.Invited, .. operation.Edit.Draft.Attendees ?? []] };
        var context = await contexts.Of(here.Caller, here.Calendar, new DraftInEvent(invited, here.Event.Content), call.Cancellation);
        var merge = new MergeEvent(context, here.Event, operation.Edit with { Place = found.Place });
        if (merge.IsForgotten && await known.Find(here.Event, operation.Edit.Stamp, call.Cancellation) is { } earlier) return earlier;
        return merge.Decide(rules, call.Now) switch
        {
            MergeDecision.Merged merged => await Store(call, here, merged),
            MergeDecision.Refused { Refusal: var refusal } => OperationResult.From(refusal),
            _ => await known.Answer(here.Event, operation.Edit.Stamp, call.Cancellation),
        };
    }

    private async Task<OperationResult?> Store(Call call, EventAtHand here, MergeDecision.Merged merged)
    {
        var settings = await storage.Events.ReadReminders(here.Calendar.Id, here.Event.Id, call.Cancellation);
        var write = new EventWrite(here.Calendar, [merged.Change]) { EarlierReminders = settings };
        var taken = new OperationResult.Taken(here.Event.Id, merged.Change.After.Version)
        {
            Lost = merged.Lost,
            IsMerged = merged.IsTextMerged || !merged.Lost.IsEmpty,
        };
        return OperationResult.From(await commit.Run(write, call.Now, call.Cancellation), taken);
    }
}
