using Kalends.Domain;
using Kalends.Domain.Access;
using Kalends.Domain.Events;
using Kalends.Domain.Merging;
using Kalends.Server.Hosting.Calls;
using Kalends.Server.Projecting;
using Kalends.Storage;
using Edits = Kalends.Domain.Events.Edits;

namespace Kalends.Server.Features.Events.Sync;

/// <summary>An attendee's own answer. Nobody else writes it, so it only ever meets a later one from another device of the same person.</summary>
internal sealed class AnswerOffline(DomainRules rules, StorageSet storage, FindForSync find, CommitEvents commit)
{
    public async Task<OperationResult?> Run(Call call, SyncOperation operation)
    {
        var found = await find.Run(call, operation, EventAct.Answer);
        if (found.Event is not { } here) return OperationResult.From(found.Refusal!);
        var stamp = operation.Edit.Stamp;
        if (here.Event.Merge is { } record && record.Last.ContainsValue(stamp)) return new OperationResult.Taken(here.Event.Id, here.Event.Version);
        var context = new EditContext(here.Caller, here.Zone);
        var instance = found.Place is { } place ? rules.InstanceAt(new EventAtPlace(here.Event, place, here.Zone)) : null;
        if (found.Place is not null && instance is null) return OperationResult.From(new Refusal.NotFound("instance"));
        var decision = new Edits.AnswerInvitation(context, here.Event, operation.Response!.Value) { Instance = instance, Stamp = stamp }.Decide(rules, call.Now);
        if (decision is not EventDecision.Accepted accepted) return OperationResult.From(((EventDecision.Refused)decision).Refusal);
        var settings = await storage.Events.ReadReminders(here.Calendar.Id, here.Event.Id, call.Cancellation);
        var write = new EventWrite(here.Calendar, accepted.Changes) { EarlierReminders = settings };
        var taken = new OperationResult.Taken(here.Event.Id, accepted.Result.Version);
        return OperationResult.From(await commit.Run(write, call.Now, call.Cancellation), taken);
    }
}
