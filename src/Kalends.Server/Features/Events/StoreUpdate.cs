using System.Collections.Immutable;
using Kalends.Domain;
using Kalends.Domain.Events;
using Kalends.Domain.Events.Drafts;
using Kalends.Server.Hosting.Calls;
using Kalends.Server.Projecting;
using Kalends.Storage.Events;
using Edits = Kalends.Domain.Events.Edits;

namespace Kalends.Server.Features.Events;

/// <summary>An edit that was read from a request.</summary>
/// <param name="Found">What it changes.</param>
/// <param name="Query">Which instances are meant.</param>
/// <param name="Draft">The whole event, or instance, as it shall be.</param>
/// <param name="Settings">The reminders that anyone has set on the event.</param>
internal sealed record Update(EventAtHand Found, InstanceQuery Query, EventDraft Draft, ImmutableArray<ReminderSetting> Settings)
{
    public bool IsPatch { get; init; }

    /// <summary>What the draft stands against: the event's or the instance's content.</summary>
    public required EventContent Current { get; init; }
}

/// <summary>Decides and stores an edit, the same for PUT and PATCH.</summary>
internal sealed class StoreUpdate(DomainRules rules, EditContexts contexts, CommitEvents commit, EventReplies replies)
{
    public async Task<Reply?> Run(Call call, Update update)
    {
        var found = update.Found;
        var context = await contexts.Of(found.Caller, found.Calendar, new DraftInEvent(update.Draft, update.Current), call.Cancellation);
        var decision = new Edits.UpdateEvent(context, found.Event, update.Draft)
        {
            Scope = update.Query.Scope,
            Instance = update.Query.Reference,
            IsPatch = update.IsPatch,
            NewId = new EventId(call.Ids.NextGuid()),
        }.Decide(rules, call.Now);
        if (!call.Accepts(decision, out var accepted, out var refused)) return refused;

        var write = new EventWrite(found.Calendar, accepted.Changes)
        {
            Reminders = Reminders(update, accepted.Result.Id),
            EarlierReminders = update.Settings,
        };
        if (!(await commit.Run(write, call.Now, call.Cancellation)).IsStored(out var instead)) return instead;
        return replies.Show(200, found with { Event = accepted.Result }, new EventExtras
        {
            Reminders = SetsReminders(update) ? update.Draft.Reminders : Own(update)?.Minutes,
            PreviousEventId = accepted.Result.Id == found.Event.Id ? null : found.Event.Id,
        });
    }

    /// <summary>The second half of a split series keeps everybody's reminders; the caller's own are as the request says.</summary>
    private static ImmutableArray<ReminderSetting> Reminders(Update update, EventId result)
    {
        var caller = update.Found.Caller.Id;
        var inherited = result == update.Found.Event.Id ? [] : update.Settings.Select(setting => setting with { EventId = result });
        return SetsReminders(update)
            ? [.. inherited.Where(setting => setting.UserId != caller), new ReminderSetting(result, caller, update.Draft.Reminders)]
            : [.. inherited];
    }

    /// <summary>A PUT that leaves reminders out resets them, but one of a single instance is not about them.</summary>
    private static bool SetsReminders(Update update) =>
        update.Draft.Named.HasFlag(EventMembers.Reminders) || (!update.IsPatch && update.Query.Scope != EditScope.This);

    private static ReminderSetting? Own(Update update) =>
        update.Settings.FirstOrDefault(setting => setting.UserId == update.Found.Caller.Id);
}
