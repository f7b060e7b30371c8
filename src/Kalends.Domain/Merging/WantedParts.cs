using System.Collections.Immutable;
using Kalends.Domain.Events;
using Kalends.Domain.Events.Drafts;
using Kalends.Domain.Time;

namespace Kalends.Domain.Merging;

/// <summary>Reads what an offline edit wants, held against all rules as if it were the only one.</summary>
internal sealed class WantedParts(DomainRules rules, EditContext edit, OfflineEdit offline)
{
    private const EventMembers TimeMembers = EventMembers.Start | EventMembers.End | EventMembers.Recurrence;

    /// <summary>The changes, their values in the one form that equal values have.</summary>
    internal Checked<ImmutableArray<PartChange>> Read(Event current, EventInstance? instance)
    {
        var before = instance?.Content ?? current.Content;
        var draft = Whole(before) with { Attendees = Attendees(before, instance is not null) };
        return draft.Check(new EventDraftContext(rules, edit) { Current = before }) switch
        {
            Checked<EventContent>.Accepted { Value: var content } =>
                new Checked<ImmutableArray<PartChange>>.Accepted([.. Changes(current, instance, content)]),
            Checked<EventContent>.Refused refused => new Checked<ImmutableArray<PartChange>>.Refused(refused.Refusal),
            _ => throw new InvalidOperationException("A draft is accepted or refused."),
        };
    }

    /// <summary>What the edit does not name is as it is.</summary>
    private EventDraft Whole(EventContent before)
    {
        var wanted = offline.Draft;
        var writesTime = (wanted.Named & TimeMembers) != 0;
        return new EventDraft
        {
            Named = wanted.Named,
            Title = Named(EventMembers.Title) ? wanted.Title : before.Title,
            Description = Named(EventMembers.Description) ? wanted.Description : before.Description,
            Location = Named(EventMembers.Location) ? wanted.Location : before.Location,
            Status = Named(EventMembers.Status) ? wanted.Status : before.Status.Word(),
            Transparency = Named(EventMembers.Transparency) ? wanted.Transparency : before.Transparency.Word(),
            Visibility = Named(EventMembers.Visibility) ? wanted.Visibility : before.Visibility.Word(),
            Start = writesTime ? wanted.Start : Written(before.Start),
            End = writesTime ? wanted.End : Written(before.End),
            Recurrence = writesTime ? wanted.Recurrence : [.. before.Recurrence],
        };
    }

    private ImmutableArray<AttendeeDraft> Attendees(EventContent before, bool isInstance)
    {
        if (isInstance && Named(EventMembers.Attendees)) return offline.Draft.Attendees ?? [];
        var touched = offline.Uninvited.Concat(offline.Invited.Select(invited => invited.Email ?? "")).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. before.Attendees.Where(attendee => !touched.Contains(attendee.Email.Text))
                .Select(attendee => new AttendeeDraft(attendee.Email.Text, attendee.Name, null, attendee.Optional)),
            .. offline.Invited,
        ];
    }

    private IEnumerable<PartChange> Changes(Event current, EventInstance? instance, EventContent wanted)
    {
        string Path(string member) =>
            instance is null ? member : PartPath.OfOverride(current.PlaceOf(instance.OriginalStart), member);
        foreach (var member in ContentParts.Simple)
            if (Named(EventMemberOf(member))) yield return Change(Path(member), ContentParts.Read(wanted, member));
        if ((offline.Draft.Named & TimeMembers) != 0)
            yield return Change(Path(PartPath.Time), instance is null ? PartText.OfTime(wanted) : $"{PartText.Of(wanted.Start)}\n{PartText.Of(wanted.End)}");
        if (instance is not null && Named(EventMembers.Attendees)) yield return Change(Path("attendees"), PartText.Of(wanted.Attendees));
        foreach (var member in offline.Cleared) yield return Change(Path(member), null);
        foreach (var change in Guests(wanted, isInstance: instance is not null)) yield return change;
    }

    private IEnumerable<PartChange> Guests(EventContent wanted, bool isInstance)
    {
        if (isInstance) yield break;
        var invited = offline.Invited.Select(guest => guest.Email!).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var attendee in wanted.Attendees.Where(attendee => invited.Contains(attendee.Email.Text)))
            yield return Change(PartPath.OfAttendee(attendee.Email.Key), PartText.Of(attendee));
        foreach (var email in offline.Uninvited)
            yield return Change(PartPath.OfAttendee(new Identity.EmailAddress(email).Key), null);
    }

    private PartChange Change(string path, string? value) => new(path, value) { Seen = offline.Seen.GetValueOrDefault(path, []) };

    private bool Named(EventMembers member) => offline.Draft.Named.HasFlag(member);

    private EventTimeDraft Written(EventTime time) => time is EventTime.Moment moment
        ? new EventTimeDraft(moment.SecondReading ? moment.Resolve(rules, edit.CalendarZone).ToString() : PartText.Of(moment).Split(' ')[0], moment.ZoneId)
        : new EventTimeDraft(Date: PartText.Of(time));

    private static EventMembers EventMemberOf(string member) => member switch
    {
        "title" => EventMembers.Title,
        "description" => EventMembers.Description,
        "location" => EventMembers.Location,
        "status" => EventMembers.Status,
        "transparency" => EventMembers.Transparency,
        _ => EventMembers.Visibility,
    };
}
