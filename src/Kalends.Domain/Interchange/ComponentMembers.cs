using Kalends.Domain.Events;
using Kalends.ICalendar;
using NodaTime;

namespace Kalends.Domain.Interchange;

/// <summary>Brings a component into line with the members of an event or an instance. A property that says the same stays as it is.</summary>
internal sealed class ComponentMembers(ComponentEdit edit, DomainRules rules, TimeProperties times)
{
    internal void Identify(Event @event)
    {
        if (edit.Find("UID")?.AsText() != @event.ICalUid) edit.Set("UID", NewProperty.Text("UID", @event.ICalUid));
    }

    internal void Apply(EventContent content)
    {
        ApplyTimes(content);
        var original = edit.Original;
        if (original is null || ComponentTexts.Title(original, rules.Limits) != content.Title) SetText("SUMMARY", content.Title);
        if (Description(original) != content.Description)
        {
            SetText("DESCRIPTION", content.Description);
            if (edit.Find("X-ALT-DESC") is not null) edit.Set("X-ALT-DESC"); // the same text in HTML, which Outlook would show instead
        }
        if (Location(original) != content.Location) SetText("LOCATION", content.Location);
        if (original is null || ComponentWords.Status(original) != content.Status) SetText("STATUS", ComponentWords.Write(content.Status));
        if (original is null || ComponentWords.Transparency(original) != content.Transparency)
            SetText("TRANSP", ComponentWords.Write(content.Transparency));
        if ((original is null ? Visibility.Default : ComponentWords.Visibility(original)) != content.Visibility)
            SetText("CLASS", ComponentWords.Write(content.Visibility));
        edit.SetIfOther(AttendeeProperties.Name, AttendeeProperties.Write(original, content.Attendees, rules.Limits));
    }

    /// <summary>
    /// When it was made and last changed, and how often (RFC 5545, 3.8.7): as it was read, unless it was changed since. DTSTAMP is the
    /// time of the last change where no message is sent (3.8.7.2).
    /// </summary>
    internal void Stamp(Event @event)
    {
        var isChanged = !edit.IsEmpty;
        if (isChanged || edit.Find("DTSTAMP") is null) edit.Set("DTSTAMP", Utc("DTSTAMP", @event.UpdatedAt));
        if (!isChanged) return;
        if (edit.Original is null) edit.Set("CREATED", Utc("CREATED", @event.CreatedAt));
        edit.Set("LAST-MODIFIED", Utc("LAST-MODIFIED", @event.UpdatedAt));
        var sequence = (edit.Find("SEQUENCE")?.AsInteger() ?? 0) + @event.Version - 1;
        edit.Set("SEQUENCE", NewProperty.Integer("SEQUENCE", (int)Math.Min(sequence, int.MaxValue)));
    }

    private void ApplyTimes(EventContent content)
    {
        if (edit.Find("DTSTART") is not { } start || times.Read(start) != content.Start)
            edit.Set("DTSTART", times.Write("DTSTART", content.Start));
        if (edit.Original is { } original && ComponentEnd.Read(original, content.Start, times) == content.End) return;
        if (edit.Find("DURATION") is not null) edit.Set("DURATION");
        edit.Set("DTEND", times.Write("DTEND", content.End));
    }

    private string Description(Component? original) => original is null ? "" : ComponentTexts.Description(original, rules.Limits);

    private string Location(Component? original) => original is null ? "" : ComponentTexts.Location(original, rules.Limits);

    /// <summary>A property of several languages or forms cannot keep its parameters once its text is another.</summary>
    private void SetText(string name, string text)
    {
        if (text.Length == 0) edit.Set(name);
        else edit.Set(name, NewProperty.Text(name, text));
    }

    private static Property Utc(string name, Instant at) => NewProperty.Time(name, new DateOrTime.Utc(at.InUtc().LocalDateTime));
}
