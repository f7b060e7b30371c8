using System.Collections.Immutable;
using Kalends.Domain;
using Kalends.Domain.Access;
using Kalends.Domain.Events.Drafts;
using Kalends.Server.Hosting.Calls;
using Kalends.Storage;

namespace Kalends.Server.Features.Events.Sync;

/// <summary>The caller's own reminders: what the device added is added, what it took away is taken away, the rest stays.</summary>
internal sealed class RemindOffline(DomainRules rules, StorageSet storage, FindForSync find, StoreReminders store)
{
    public async Task<OperationResult?> Run(Call call, SyncOperation operation)
    {
        var found = await find.Run(call, operation.Subject, EventAct.SetReminders);
        if (found.Event is not { } here) return OperationResult.From(found.Refusal!);
        var stored = await storage.Events.ReadReminders(here.Calendar.Id, call.UserId, [here.Event.Id], call.Cancellation);
        var minutes = Merged(operation, stored.FirstOrDefault()?.Minutes);
        var errors = new InputErrors();
        ReminderCheck.Run("reminders", minutes ?? [], rules.Limits, errors);
        if (errors.Any) return OperationResult.From(errors.ToRefusal());
        await store.Run(call, here, minutes);
        return new OperationResult.Taken(here.Event.Id, here.Event.Version);
    }

    /// <summary>Null is the user's default, which has nothing to add to or take from.</summary>
    private static ImmutableArray<int>? Merged(SyncOperation operation, ImmutableArray<int>? stored)
    {
        if (operation is not { Reminders: { } wanted, RemindersBefore: { } before } || stored is not { } now) return operation.Reminders;
        return [.. now.Except(before.Except(wanted)).Union(wanted.Except(before)).Order()];
    }
}
