using System.Collections.Immutable;
using Kalends.Domain.Events;
using Kalends.Domain.Events.Drafts;
using Kalends.Domain.Identity;
using Kalends.Domain.Time;
using Kalends.ICalendar;

namespace Kalends.Domain.Interchange;

/// <summary>
/// Reads a VEVENT, whose TZIDs are IANA ids, as the content of an event or of one instance. Lenient where nothing is lost by it, since the
/// component is kept; what would put the event at a wrong time is an error under the property's name.
/// </summary>
internal sealed class ReadComponent(DomainRules rules, EditContext edit, InputErrors errors)
{
    private readonly TimeProperties times = new(rules, edit.CalendarZone);

    /// <param name="component">The VEVENT.</param>
    /// <param name="before">The attendees as they are stored, with their answers.</param>
    /// <returns>Null where there are errors.</returns>
    internal EventContent? Run(Component component, ImmutableArray<Attendee> before)
    {
        var start = Start(component);
        var end = start is null ? null : End(component, start);
        var attendees = Attendees(component, before);
        var carried = CarriedText.Of(component);
        if (carried.Length > rules.Limits.Carried) errors.Add(component.Name, $"is longer than {rules.Limits.Carried} characters");
        var recurrence = component.Find("RECURRENCE-ID") is null ? Recurrence(component, start) : [];
        if (start is null || end is null || errors.Any) return null;
        return new EventContent
        {
            Title = ComponentTexts.Title(component, rules.Limits),
            Description = ComponentTexts.Description(component, rules.Limits),
            Location = ComponentTexts.Location(component, rules.Limits),
            Start = start,
            End = end,
            Recurrence = recurrence,
            Status = ComponentWords.Status(component),
            Transparency = ComponentWords.Transparency(component),
            Visibility = ComponentWords.Visibility(component),
            Attendees = attendees,
            Carried = carried,
        };
    }

    /// <summary>An instance that does not say when it is is where it always was.</summary>
    private EventTime? Start(Component component)
    {
        if ((component.Find("DTSTART") ?? component.Find("RECURRENCE-ID")) is not { } property) errors.Add("DTSTART", "is required");
        else if (times.Read(property) is { } start) return start;
        else errors.Add("DTSTART", "is no date or time of the years 0001 to 9999");
        return null;
    }

    private EventTime? End(Component component, EventTime start)
    {
        if (component.Find("DTEND") is not null || component.Find("DURATION") is not null)
        {
            var name = component.Find("DTEND") is null ? "DURATION" : "DTEND";
            if (ComponentEnd.Read(component, start, times) is not { } end) errors.Add(name, "gives no time of the years 0001 to 9999");
            else if (start.IsDay != end.IsDay) errors.Add(name, "is a date where DTSTART is none, or the other way round");
            else if (times.At(end) < times.At(start)) errors.Add(name, "is before DTSTART");
            else return end;
            return null;
        }
        if (ComponentEnd.Read(component, start, times) is { } implied) return implied;
        errors.Add("DTSTART", "is the last day there is");
        return null;
    }

    private ImmutableArray<string> Recurrence(Component component, EventTime? start)
    {
        var lines = RecurrenceProperties.Read(component);
        if (lines.IsEmpty || start is null) return lines;
        var found = new InputErrors();
        new RecurrenceCheck(new EventDraftContext(rules, edit), found).Read([.. lines], start);
        if (!found.Any) return lines;
        foreach (var (member, messages) in found.ToRefusal().Errors)
        foreach (var message in messages) errors.Add(NameOf(member, lines), message);
        return lines;
    }

    /// <summary>The property behind <c>recurrence[2]</c>.</summary>
    private static string NameOf(string member, ImmutableArray<string> lines)
    {
        var index = member.IndexOf('[', StringComparison.Ordinal);
        if (index < 0 || !int.TryParse(member.AsSpan(index + 1, member.Length - index - 2), out var line)) return "RRULE";
        return lines[line][..lines[line].AsSpan().IndexOfAny(";:")];
    }

    /// <summary>
    /// The file speaks for addresses without an account, and for whoever reads it in. An account that was not asked yet has not answered,
    /// whatever the file says: else anybody could accept for anybody. An answer that was given here stays.
    /// </summary>
    private ImmutableArray<Attendee> Attendees(Component component, ImmutableArray<Attendee> before)
    {
        var read = AttendeeProperties.Read(component, rules.Limits);
        if (read.Length > rules.Limits.Attendees) errors.Add(AttendeeProperties.Name, $"is there more than {rules.Limits.Attendees} times");
        if (read.IsEmpty) return read;
        var known = before.ToDictionary(attendee => attendee.Email);
        return [.. read.Select(attendee => Settled(attendee, known.GetValueOrDefault(attendee.Email)))];
    }

    private Attendee Settled(Attendee read, Attendee? before)
    {
        UserId? account = edit.Accounts.TryGetValue(read.Email, out var found) ? found : before?.UserId;
        var known = read with { UserId = account };
        if (before?.UserId is not null) return known with { Response = before.Response };
        return account is null || edit.By.Is(known) ? known : known with { Response = ResponseStatus.NeedsAction };
    }
}
