using Kalends.Domain.Events;
using Kalends.Domain.Events.Drafts;
using Kalends.Domain.Merging;
using NodaTime;

namespace Kalends.Domain.Tests.Merging;

/// <summary>Offline edits of Given's weekly series, and what the server makes of them.</summary>
internal static class OfflineEdits
{
    internal const long Week = 7 * 86_400;

    internal static readonly Event Series = Given.Event(Given.Draft("2026-03-02T09:00:00", "RRULE:FREQ=WEEKLY") with
    {
        Description = "bring cake and tea",
        Attendees = [new AttendeeDraft(Given.Guest.Email.Text, "Guest")],
    });

    internal static Stamp At(ulong device, int second) => new(HybridClock.Reading(Given.Now + Duration.FromSeconds(second)), new DeviceId(device));

    internal static OfflineEdit Titled(ulong device, int second, string title) =>
        Edit(device, second, EventMembers.Title, new EventDraft { Title = title });

    internal static OfflineEdit Edit(ulong device, int second, EventMembers named, EventDraft draft) =>
        new(At(device, second), 0) { Draft = draft with { Named = named } };

    internal static OfflineEdit Moved(ulong device, int second, string start) =>
        Edit(device, second, EventMembers.Start | EventMembers.End, Given.Draft(start, "RRULE:FREQ=WEEKLY"));

    internal static MergeDecision Decide(this Event current, OfflineEdit edit, int second = 3_600) =>
        new MergeEvent(Given.Edit, current, edit).Decide(Given.Rules, Given.Now + Duration.FromSeconds(second));

    internal static MergeDecision.Merged Merged(this Event current, OfflineEdit edit, int second = 3_600) => current.Decide(edit, second) switch
    {
        MergeDecision.Merged merged => merged,
        MergeDecision.Refused { Refusal: Refusal.Invalid invalid } => throw new Xunit.Sdk.XunitException(string.Join("; ", invalid.Errors.Select(e => $"{e.Key} {e.Value[0]}"))),
        var other => throw new Xunit.Sdk.XunitException(other.ToString()),
    };

    internal static Event After(this Event current, OfflineEdit edit, int second = 3_600) => current.Merged(edit, second).Change.After;

    /// <summary>Everything that merges, as text.</summary>
    internal static string Text(Event @event) =>
        string.Join('\n', EventParts.Values(@event).OrderBy(part => part.Key, StringComparer.Ordinal).Select(part => $"{part.Key}={part.Value}")) + $"\n{@event.Deleted is null}";
}
