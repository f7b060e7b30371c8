using System.Collections.Immutable;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Domain.Time;
using Kalends.ICalendar;

namespace Kalends.Domain.Interchange;

/// <summary>
/// Writes events as VEVENT components: the one that an event was read from, with what members say otherwise now, or a new one. The same
/// event always gives the same text.
/// </summary>
/// <param name="rules">Limits and zones.</param>
/// <param name="calendarZone">Meant by floating times.</param>
public sealed class EventComponents(DomainRules rules, string calendarZone)
{
    private readonly TimeProperties times = new(rules, calendarZone);

    /// <summary>The master, then its overrides by original start.</summary>
    /// <param name="event">Live.</param>
    /// <param name="organizer">Named where the event invites people and no file has named another; null to name nobody.</param>
    public ImmutableArray<Component> Of(Event @event, User? organizer = null)
    {
        var master = Master(@event);
        if (organizer is not null && !@event.Content.Attendees.IsEmpty && master.Find("ORGANIZER") is null)
            master = master.Adding(AttendeeProperties.Organizer(organizer.Email, organizer.Name));
        if (@event.Overrides.IsEmpty && @event.Answers.IsEmpty) return [master];
        var series = new EventSeries(@event.Content, rules, calendarZone);
        return [master, .. @event.OverridesWithAnswers().Select(changes => Instance(@event, series, changes))];
    }

    internal Component Master(Event @event)
    {
        var edit = new ComponentEdit(CarriedText.Read(@event.Content.Carried));
        var members = new ComponentMembers(edit, rules, times);
        members.Identify(@event);
        members.Apply(@event.Content);
        if (@event.Content.IsSeries && edit.Find("RECURRENCE-ID") is not null) edit.Set("RECURRENCE-ID");
        if (!RecurrenceProperties.Read(edit.Original ?? Empty).SequenceEqual(@event.Content.Recurrence))
        {
            var lines = RecurrenceProperties.Write(@event.Content, rules, calendarZone);
            foreach (var name in RecurrenceProperties.Names) edit.SetIfOther(name, [.. lines.Where(line => line.Is(name))]);
        }
        members.Stamp(@event);
        return edit.Build();
    }

    /// <summary>One instance: as it was read, else as the master with what differs.</summary>
    internal Component Instance(Event @event, EventSeries series, Override changes)
    {
        var edit = new ComponentEdit(CarriedText.Read(changes.Carried) ?? Repeated(@event));
        var members = new ComponentMembers(edit, rules, times);
        members.Identify(@event);
        if (edit.Find("RECURRENCE-ID") is not { } property || !Names(property, series, changes.OriginalStart))
            edit.Set("RECURRENCE-ID", times.Write("RECURRENCE-ID", changes.OriginalStart));
        members.Apply(InstanceContent.Of(@event, series, changes.OriginalStart));
        members.Stamp(@event);
        return edit.Build();
    }

    private static Component Empty { get; } = Component.Create("VEVENT", []);

    private bool Names(Property property, EventSeries series, EventTime id) =>
        times.Read(property) is { } read && (read == id || read.IsDay == id.IsDay && times.At(read) == series.At(id));

    /// <summary>The master's component without what only the master says.</summary>
    private static Component? Repeated(Event @event) => CarriedText.Read(@event.Content.Carried)
        ?.Changing(property => RecurrenceProperties.IsRecurrence(property) || property.Is("RECURRENCE-ID") ? null : property);
}
