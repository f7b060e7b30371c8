using Kalends.Domain.Events;
using Kalends.Domain.Events.Drafts;
using Kalends.Domain.Events.Edits;
using Kalends.Domain.Time;

namespace Kalends.Domain.Tests;

/// <summary>Contents as a client would send them back, and the commands that do.</summary>
internal static class Written
{
    internal static EventDraft Draft(EventContent content) => new()
    {
        Title = content.Title,
        Description = content.Description,
        Location = content.Location,
        Start = Time(content.Start),
        End = Time(content.End),
        Recurrence = content.IsSeries ? [.. content.Recurrence] : null,
        Status = content.Status.Word(),
        Transparency = content.Transparency.Word(),
        Visibility = content.Visibility.Word(),
        Attendees = [.. content.Attendees.Select(a => new AttendeeDraft(a.Email.Text, a.Name, a.Response.Word(), a.Optional))],
    };

    internal static EventTimeDraft Time(EventTime time) => time is EventTime.Moment moment
        ? new EventTimeDraft(time.Resolve(Given.Rules, Given.Zone).ToString(), moment.ZoneId)
        : new EventTimeDraft(Date: time.Local.ToString("uuuu'-'MM'-'dd", System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>A merged patch, as the server makes it.</summary>
    internal static UpdateEvent Patch(
        Event current, EditScope scope, string? instance, EventMembers named, Func<EventDraft, EventDraft> change)
    {
        var reference = instance is null ? null : Given.At(instance);
        var found = reference is null ? null : current.FindInstance(Given.Rules, Given.Zone, reference);
        var patched = scope switch
        {
            EditScope.This => found?.Content,
            EditScope.Following => found?.SeriesFromHere,
            _ => null,
        };
        return new UpdateEvent(Given.Edit, current, change(Draft(patched ?? current.Content)) with { Named = named })
        {
            Scope = scope,
            Instance = reference,
            IsPatch = true,
            NewId = Given.NewId,
        };
    }

    internal static UpdateEvent Put(Event current, EditScope scope, string? instance, EventDraft draft) => new(Given.Edit, current, draft)
    {
        Scope = scope,
        Instance = instance is null ? null : Given.At(instance),
        NewId = Given.NewId,
    };

    internal static EventDecision.Accepted Accept(this UpdateEvent command) => Given.Accepted(command.Decide(Given.Rules, Given.Now));

    internal static Event Retitle(Event current, EditScope scope, string? instance, string title) =>
        Patch(current, scope, instance, EventMembers.Title, draft => draft with { Title = title }).Accept().Result;

    /// <summary>A patch of both times, wall times in New York.</summary>
    internal static UpdateEvent Move(Event current, EditScope scope, string? instance, string start, string end) => Patch(
        current, scope, instance, EventMembers.Start | EventMembers.End,
        draft => draft with { Start = new EventTimeDraft(start, Given.Zone), End = new EventTimeDraft(end, Given.Zone) });
}
