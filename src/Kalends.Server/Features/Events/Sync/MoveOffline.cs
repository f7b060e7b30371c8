using Kalends.Domain;
using Kalends.Domain.Access;
using Kalends.Domain.Events;
using Kalends.Domain.Merging;
using Kalends.Server.Hosting.Calls;
using Kalends.Server.Projecting;
using Kalends.Storage;
using Kalends.Storage.Events;
using Edits = Kalends.Domain.Events.Edits;

namespace Kalends.Server.Features.Events.Sync;

/// <summary>A move to another calendar. Of two the later stands; the calendar that lost is named in the answer.</summary>
internal sealed class MoveOffline(DomainRules rules, StorageSet storage, FindForSync find, CommitEvents commit, FinishMove finish)
{
    public async Task<OperationResult?> Run(Call call, SyncOperation operation)
    {
        var found = await find.Run(call, operation.Subject, EventAct.Edit);
        if (found.Event is not { } here) return OperationResult.From(found.Refusal!);
        var (target, stamp) = (operation.CalendarId!.Value, operation.Edit.Stamp);
        if (await storage.Calendars.Find(target, call.UserId, call.Cancellation) is not { } view) return OperationResult.From(new Refusal.NotFound("calendar"));
        if (view.RefusalOf(call.UserId, CalendarAct.AddEvents) is { } forbidden) return OperationResult.From(forbidden);
        if (here.Event.Merge is { } record && record.Last.TryGetValue(PartPath.Calendar, out var stored) && stamp.CompareTo(stored) <= 0)
            return Displaced(here.Event, isRepeat: stamp == stored);
        if (here.Event.CalendarId == target) return new OperationResult.Taken(here.Event.Id, here.Event.Version);
        var decision = new Edits.MoveEvent(here.Caller, here.Event, target) { Stamp = stamp }.Decide(rules, call.Now);
        if (decision is not EventDecision.Accepted accepted) return OperationResult.From(((EventDecision.Refused)decision).Refusal);
        if (await storage.Events.FindFull(target, call.Cancellation) is { } full) return OperationResult.From(full.ToRefusal());
        var departed = await commit.Run(new EventWrite(here.Calendar, accepted.Changes), call.Now, call.Cancellation);
        if (departed is not CommitResult.Committed) return OperationResult.From(departed, new OperationResult.Taken(here.Event.Id, here.Event.Version));
        var arrived = await finish.Run(accepted.Result, call.Now, CancellationToken.None);
        return arrived is null ? OperationResult.From(new Refusal.NotFound("calendar")) : new OperationResult.Taken(arrived.Id, arrived.Version);
    }

    private static OperationResult.Taken Displaced(Event @event, bool isRepeat) => new(@event.Id, @event.Version)
    {
        IsMerged = !isRepeat,
        Lost = isRepeat ? [] : [new LostPart(PartPath.Calendar, IsOwn: true, @event.Version)],
    };
}
