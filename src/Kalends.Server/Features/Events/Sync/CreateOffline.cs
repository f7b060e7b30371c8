using Kalends.Domain;
using Kalends.Domain.Access;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Server.Hosting.Calls;
using Kalends.Server.Projecting;
using Kalends.Storage;
using Kalends.Storage.Events;
using Edits = Kalends.Domain.Events.Edits;

namespace Kalends.Server.Features.Events.Sync;

/// <summary>An event that was made without a connection. Its id follows from the operation, so a repeat finds it.</summary>
internal sealed class CreateOffline(DomainRules rules, StorageSet storage, EditContexts contexts, CommitEvents commit, KnownOperations known, FindForSync find)
{
    public async Task<OperationResult?> Run(Call call, SyncOperation operation)
    {
        var id = operation.Subject;
        if (await storage.Events.Locate(id, call.Cancellation) is not null) return await Repeated(call, operation);
        if (await storage.Calendars.Find(operation.CalendarId!.Value, call.UserId, call.Cancellation) is not { } view)
            return OperationResult.From(new Refusal.NotFound("calendar"));
        if (view.RefusalOf(call.UserId, CalendarAct.AddEvents) is { } refusal) return OperationResult.From(refusal);
        var draft = operation.Edit.Draft;
        var caller = new Caller(call.UserId, new EmailAddress(""));
        var context = await contexts.Of(caller, view.Calendar, new DraftInEvent(draft, null), call.Cancellation);
        var decision = new Edits.CreateEvent(context, id, view.Calendar.Id, draft) { Stamp = operation.Edit.Stamp }.Decide(rules, call.Now);
        if (decision is not EventDecision.Accepted accepted) return OperationResult.From(((EventDecision.Refused)decision).Refusal);
        var write = new EventWrite(view.Calendar, accepted.Changes)
        {
            Reminders = draft.Reminders is { } minutes ? [new ReminderSetting(id, call.UserId, minutes)] : [],
        };
        return OperationResult.From(await commit.Run(write, call.Now, call.Cancellation), new OperationResult.Taken(id, accepted.Result.Version));
    }

    private async Task<OperationResult?> Repeated(Call call, SyncOperation operation)
    {
        var found = await find.Run(call, operation.Subject, EventAct.Edit);
        return found.Event is { } here ? await known.Answer(here.Event, operation.Edit.Stamp, call.Cancellation) : OperationResult.From(found.Refusal!);
    }
}
