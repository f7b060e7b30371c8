using System.Collections.Immutable;
using Kalends.Domain.Events;
using Kalends.Domain.Events.Edits;
using Kalends.ICalendar;
using NodaTime;

namespace Kalends.Domain.Interchange;

/// <summary>One run of an import of one event: components are taken over one after the other.</summary>
internal sealed class ImportRun(ImportEvent command, DomainRules rules, Instant now)
{
    private readonly EventComponents components = new(rules, command.Edit.CalendarZone);
    private Event? current = command.Stored;

    private bool IsChanged => !ReferenceEquals(current, command.Stored);

    internal ImportDecision Decide()
    {
        var outcomes = command.Components.Select(Take).ToImmutableArray();
        return new ImportDecision(IsChanged ? Change(current!) : null, outcomes);
    }

    private ComponentOutcome Take(FileComponent file)
    {
        if (!file.IsInstance) return TakeMaster(file.Component);
        if (current is null) return TakeMaster(file.Component); // an invitation to a single instance: its series is somebody else's
        return current.Content.IsSeries ? new ImportInstance(this, current).Take(file.Component) : TakeAgain(file.Component, current);
    }

    /// <summary>An instance where a single event is: the same one as before, or one of a series that is not known.</summary>
    private ComponentOutcome TakeAgain(Component component, Event single) =>
        CarriedText.Read(single.Content.Carried)?.Find("RECURRENCE-ID")?.RawValue == component.Find("RECURRENCE-ID")!.Value.RawValue
            ? TakeMaster(component)
            : Refuse("RECURRENCE-ID", "names an instance, and the event of this UID does not repeat");

    private ComponentOutcome TakeMaster(Component component)
    {
        if (current is { Deleted: null } && IsKnown(component, current)) return new ComponentOutcome.Unchanged(current.Id);
        var errors = new InputErrors();
        var content = new ReadComponent(rules, command.Edit, errors).Run(component, current?.Content.Attendees ?? []);
        if (content is null) return new ComponentOutcome.Refused(errors.ToRefusal());
        if (current is null)
        {
            current = New(content);
            return new ComponentOutcome.Created(current.Id);
        }
        current = Keeping(current with { Content = content, Deleted = null });
        return new ComponentOutcome.Updated(current.Id);
    }

    private bool IsKnown(Component component, Event @event) =>
        CarriedText.SaysSame(@event.Content.Carried, component) || CarriedText.SaysSame(components.Master(@event), component);

    internal bool IsKnown(Component component, Event @event, Override changes) =>
        CarriedText.SaysSame(changes.Carried, component)
        || CarriedText.SaysSame(components.Instance(@event, SeriesOf(@event), changes), component);

    internal EventContent? Read(Component component, InputErrors errors, ImmutableArray<Attendee> before) =>
        new ReadComponent(rules, command.Edit, errors).Run(component, before);

    internal EventSeries SeriesOf(Event @event) => new(@event.Content, rules, command.Edit.CalendarZone);

    internal TimeProperties Times => new(rules, command.Edit.CalendarZone);

    internal int CarriedLimit => rules.Limits.Carried;

    internal void Become(Event next) => current = next;

    internal static ComponentOutcome.Refused Refuse(string property, string message) => new(Refusal.Invalid.Of(property, message));

    private Event New(EventContent content) => new()
    {
        Id = command.NewId,
        CalendarId = command.Calendar,
        ICalUid = command.ICalUid,
        OrganizerId = command.Edit.By.Id,
        Content = content,
        Version = 0,
        Revision = 0,
        CreatedAt = now,
        UpdatedAt = now,
    };

    /// <summary>What is stored of instances stays with those that the series still has.</summary>
    private Event Keeping(Event @event)
    {
        if (@event.Overrides.IsEmpty && @event.Answers.IsEmpty) return @event;
        if (!@event.Content.IsSeries) return @event with { Overrides = [], Answers = [] };
        var (before, after) = (SeriesOf(command.Stored!), SeriesOf(@event));
        return @event with
        {
            Overrides = [.. from o in @event.Overrides let at = before.At(o.OriginalStart) where Has(at) select o with { OriginalStart = after.IdOf(at) }],
            Answers = [.. from a in @event.Answers let at = before.At(a.OriginalStart) where Has(at) select a with { OriginalStart = after.IdOf(at) }],
        };

        bool Has(Instant at) => after.Series.Find(at) is not null;
    }

    private EventChange Change(Event changed)
    {
        var after = changed with { Version = changed.Version + 1, Revision = changed.Revision + 1, UpdatedAt = now };
        if (command.Stored is not { } before) return after.Remember(new Deed(command.Edit.By.Id, HistoryAction.Created));
        var action = before.Deleted is null ? HistoryAction.Updated : HistoryAction.Restored;
        return after.Remember(new Deed(command.Edit.By.Id, action)
        {
            Changed = MemberNames.Changed(before.Content, after.Content, !after.Overrides.SequenceEqual(before.Overrides)),
        });
    }
}
