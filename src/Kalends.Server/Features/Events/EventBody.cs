using System.Collections.Immutable;
using Kalends.Domain.Events;
using Kalends.Domain.Events.Drafts;
using Kalends.Domain.Time;
using Kalends.Server.Hosting.Json;

namespace Kalends.Server.Features.Events;

/// <summary>Reads events as clients write them.</summary>
/// <param name="whole">The whole event: the body of a POST or PUT, or what a patch makes of the event.</param>
/// <param name="body">The request's body itself.</param>
internal sealed class EventBody(Members whole, Members body)
{
    private static readonly ImmutableArray<(string Name, EventMembers Member)> Writable =
    [
        ("title", EventMembers.Title), ("description", EventMembers.Description), ("location", EventMembers.Location),
        ("start", EventMembers.Start), ("end", EventMembers.End), ("recurrence", EventMembers.Recurrence),
        ("status", EventMembers.Status), ("transparency", EventMembers.Transparency), ("visibility", EventMembers.Visibility),
        ("attendees", EventMembers.Attendees), ("reminders", EventMembers.Reminders), ("iCalUid", EventMembers.ICalUid),
    ];

    public static EventDraft Read(Members body) => new EventBody(body, body).ReadDraft();

    public EventDraft ReadDraft()
    {
        whole.Ignore("eventId", "calendarId", "organizerId", "version", "createdAt", "updatedAt", "overrides", "previousEventId");
        return new EventDraft
        {
            Named = Writable.Where(known => body.Has(known.Name)).Aggregate(EventMembers.None, (named, known) => named | known.Member),
            ICalUid = whole.Text("iCalUid"),
            Title = whole.Text("title"),
            Description = whole.Text("description"),
            Location = whole.Text("location"),
            Start = ReadTime("start"),
            End = ReadTime("end"),
            Recurrence = whole.Texts("recurrence") is { } lines ? [.. lines] : null,
            Status = whole.Text("status"),
            Transparency = whole.Text("transparency"),
            Visibility = whole.Text("visibility"),
            Attendees = ReadAttendees(),
            Reminders = whole.Integers("reminders"),
        };
    }

    private EventTimeDraft? ReadTime(string name)
    {
        if (whole.Object(name) is not { } time) return null;
        var written = ReferenceEquals(whole, body) ? null : body.Object(name);
        // A patch that gives an all-day event a time, or a timed one a date, means one form instead of the other, not both.
        var becomesDay = written is not null && Gives(written, "date") && !Gives(written, "dateTime") && !Gives(written, "timeZone");
        var becomesMoment = written is not null && Gives(written, "dateTime") && !Gives(written, "date");
        return new EventTimeDraft(
            becomesDay ? null : time.Text("dateTime"), becomesDay ? null : time.Text("timeZone"), becomesMoment ? null : time.Text("date"));
    }

    private ImmutableArray<AttendeeDraft>? ReadAttendees()
    {
        if (whole.Objects("attendees") is not { } attendees) return null;
        return [.. attendees.Select(attendee =>
        {
            attendee.Ignore("userId");
            return new AttendeeDraft(
                attendee.Text("email"), attendee.Text("name"), attendee.Text("responseStatus"), attendee.Flag("optional"));
        })];
    }

    private static bool Gives(Members members, string name) => members.Has(name) && !members.IsNull(name);
}
