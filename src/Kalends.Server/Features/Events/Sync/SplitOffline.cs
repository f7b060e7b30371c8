using Kalends.Domain;
using Kalends.Domain.Access;
using Kalends.Domain.Events;
using Kalends.Domain.Events.Drafts;
using Kalends.Domain.Merging;
using Kalends.Domain.Time;
using Kalends.Server.Hosting.Calls;
using Kalends.Server.Projecting;
using Kalends.Storage;
using Edits = Kalends.Domain.Events.Edits;

namespace Kalends.Server.Features.Events.Sync;

/// <summary>
/// An edit of an instance and those after it. Where another device has split the series there already, it is an edit of what that one
/// made; where it was split elsewhere, the part that has the instance is split.
/// </summary>
internal sealed class SplitOffline(
    DomainRules rules, StorageSet storage, FindForSync find, EditContexts contexts, CommitEvents commit, KnownOperations known)
{
    public async Task<OperationResult?> Run(Call call, SyncOperation operation)
    {
        var stamp = operation.Edit.Stamp;
        if (await storage.Events.Locate(Places.MadeBy(stamp), call.Cancellation) is not null) return await Repeated(call, Places.MadeBy(stamp));
        var found = await find.Run(call, operation, EventAct.Edit);
        if (found.Event is not { } here) return OperationResult.From(found.Refusal!);
        if (IsKnown(here.Event, stamp)) return await known.Answer(here.Event, stamp, call.Cancellation);
        var draft = Whole(operation.Edit.Draft, here.Event.Content);
        var context = await contexts.Of(here.Caller, here.Calendar, new DraftInEvent(draft, here.Event.Content), call.Cancellation);
        if (rules.InstanceAt(new EventAtPlace(here.Event, found.Place!.Value, here.Zone)) is not { } instance) return OperationResult.From(new Refusal.NotFound("instance"));
        var from = here.Event.FindInstance(rules, here.Zone, instance)!.SeriesFromHere;
        var decision = new Edits.UpdateEvent(context, here.Event, AtInstance(draft, from, here))
        {
            Scope = EditScope.Following, Instance = instance, IsPatch = true, NewId = Places.MadeBy(stamp), Stamp = stamp,
        }.Decide(rules, call.Now);
        return decision is EventDecision.Accepted accepted ? await Store(call, here, accepted) : OperationResult.From(((EventDecision.Refused)decision).Refusal);
    }

    private async Task<OperationResult?> Store(Call call, EventAtHand here, EventDecision.Accepted accepted)
    {
        var settings = await storage.Events.ReadReminders(here.Calendar.Id, here.Event.Id, call.Cancellation);
        var write = new EventWrite(here.Calendar, accepted.Changes)
        {
            EarlierReminders = settings,
            Reminders = accepted.Result.Id == here.Event.Id ? [] : [.. settings.Select(setting => setting with { EventId = accepted.Result.Id })],
        };
        var taken = new OperationResult.Taken(accepted.Result.Id, accepted.Result.Version);
        return OperationResult.From(await commit.Run(write, call.Now, call.Cancellation), taken);
    }

    private static bool IsKnown(Event @event, Stamp stamp) => @event.Merge is { } record && stamp.Time >= record.Known.Below && record.Known.Covers(stamp);

    private async Task<OperationResult> Repeated(Call call, EventId made)
    {
        var found = await find.Run(call, made, EventAct.Edit);
        return found.Event is null ? OperationResult.From(found.Refusal!) : new OperationResult.Taken(made, 1);
    }

    private static EventDraft Whole(EventDraft wanted, EventContent before) => wanted with
    {
        Title = wanted.Title ?? before.Title,
        Description = wanted.Description ?? before.Description,
        Location = wanted.Location ?? before.Location,
        Status = wanted.Status ?? before.Status.Word(),
        Transparency = wanted.Transparency ?? before.Transparency.Word(),
        Visibility = wanted.Visibility ?? before.Visibility.Word(),
        Attendees = wanted.Attendees ?? [.. before.Attendees.Select(a => new AttendeeDraft(a.Email.Text, a.Name, null, a.Optional))],
    };

    private EventDraft AtInstance(EventDraft draft, EventContent from, EventAtHand here) => draft with
    {
        Start = draft.Start ?? Written(from.Start, here),
        End = draft.End ?? Written(from.End, here),
        Recurrence = draft.Recurrence ?? [.. from.Recurrence],
    };

    private EventTimeDraft Written(EventTime time, EventAtHand here) => time is EventTime.Moment moment
        ? new EventTimeDraft(moment.Resolve(rules, here.Zone).ToString(), moment.ZoneId)
        : new EventTimeDraft(Date: time.Local.Date.ToString("uuuu'-'MM'-'dd", System.Globalization.CultureInfo.InvariantCulture));
}
