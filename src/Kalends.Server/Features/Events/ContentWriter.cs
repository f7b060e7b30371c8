using System.Collections.Immutable;
using System.Text.Json;
using Kalends.Domain;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Domain.Time;

namespace Kalends.Server.Features.Events;

/// <summary>Writes what events and their overrides are made of, as one caller sees it.</summary>
internal sealed class ContentWriter(Utf8JsonWriter json, DomainRules rules, EventAtHand seen)
{
    private const int WallLength = 19;

    /// <summary>
    /// Whether times carry their offset. What a patch is merged into goes without, so that a new time zone keeps the time on the wall.
    /// </summary>
    public bool WithOffsets { get; init; } = true;

    /// <summary>An instance has none, and naming one for it would be a mistake.</summary>
    public bool WithRecurrence { get; init; } = true;

    public void WriteContent(EventContent content)
    {
        json.WriteString("title", content.Title);
        json.WriteString("description", content.Description);
        json.WriteString("location", content.Location);
        WriteTime("start", content.Start);
        WriteTime("end", content.End);
        if (WithRecurrence) WriteLines(content.Recurrence);
        json.WriteString("status", content.Status.Word());
        json.WriteString("transparency", content.Transparency.Word());
        json.WriteString("visibility", content.Visibility.Word());
        WriteAttendees(content.Attendees);
    }

    /// <summary>The original start and the members that differ from the master's.</summary>
    public void WriteOverride(Override changed)
    {
        json.WriteStartObject();
        WriteTime("originalStart", changed.OriginalStart);
        if (changed.Title is not null) json.WriteString("title", changed.Title);
        if (changed.Description is not null) json.WriteString("description", changed.Description);
        if (changed.Location is not null) json.WriteString("location", changed.Location);
        if (changed.Start is not null) WriteTime("start", changed.Start);
        if (changed.End is not null) WriteTime("end", changed.End);
        if (changed.Status is { } status) json.WriteString("status", status.Word());
        if (changed.Transparency is { } transparency) json.WriteString("transparency", transparency.Word());
        if (changed.Visibility is { } visibility) json.WriteString("visibility", visibility.Word());
        if (changed.Attendees is { } attendees) WriteAttendees(attendees);
        json.WriteEndObject();
    }

    public void WriteTime(string name, EventTime time)
    {
        json.WriteStartObject(name);
        if (time is EventTime.Moment moment)
        {
            Span<byte> text = stackalloc byte[ResolvedTime.Length];
            moment.Resolve(rules, seen.Zone).TryFormat(text, out _, default, null);
            json.WriteString("dateTime", WithOffsets || moment.SecondReading ? text : text[..WallLength]);
            json.WriteString("timeZone", moment.ZoneId);
        }
        else
        {
            Span<byte> text = stackalloc byte[TimeText.DateLength];
            TimeText.WriteDate(time.Local.Date, text);
            json.WriteString("date", text);
        }
        json.WriteEndObject();
    }

    private void WriteLines(ImmutableArray<string> lines)
    {
        json.WriteStartArray("recurrence");
        foreach (var line in lines) json.WriteStringValue(line);
        json.WriteEndArray();
    }

    private void WriteAttendees(ImmutableArray<Attendee> attendees)
    {
        json.WriteStartArray("attendees");
        foreach (var attendee in attendees) WriteAttendee(attendee);
        json.WriteEndArray();
    }

    private void WriteAttendee(Attendee attendee)
    {
        json.WriteStartObject();
        json.WriteString("email", attendee.Email.Text);
        if (attendee.UserId is { } user && KnowsAccountOf(attendee, user)) json.WriteString("userId", user.ToString());
        if (attendee.Name is not null) json.WriteString("name", attendee.Name);
        json.WriteString("responseStatus", attendee.Response.Word());
        json.WriteBoolean("optional", attendee.Optional);
        json.WriteEndObject();
    }

    /// <summary>
    /// Inviting an address must not tell whether there is an account behind it: the id shows to the attendee, and to others of those who
    /// have answered, who organise the event or own the calendar, and so are known to have one.
    /// </summary>
    private bool KnowsAccountOf(Attendee attendee, UserId user) =>
        user == seen.Caller.Id || user == seen.Event.OrganizerId || user == seen.Calendar.OwnerId
        || attendee.Response != ResponseStatus.NeedsAction;
}
