using Kalends.Domain.Merging;
using Kalends.Domain.Time;
using NodaTime;

namespace Kalends.Domain.Events.Edits;

/// <summary>Puts an event into the trash, cancels one instance, or ends a series before an instance.</summary>
/// <param name="Edit">Who deletes, and where.</param>
/// <param name="Current">The event as it is stored.</param>
public sealed record DeleteEvent(EditContext Edit, Event Current)
{
    /// <summary>Which instances are meant.</summary>
    public EditScope Scope { get; init; }

    /// <summary>Required unless the scope is all.</summary>
    public InstanceReference? Instance { get; init; }

    /// <summary>The version that the client has read; null where any will do.</summary>
    public long? ExpectedVersion { get; init; }

    /// <summary>Accepts the event in the trash or without the instances, or refuses as not found or stale.</summary>
    public EventDecision Decide(DomainRules rules, Instant now)
    {
        var target = ScopedInstance.Find(rules, Edit, Current, Scope, Instance);
        if (target.Refusal is { } refusal) return new EventDecision.Refused(refusal);
        if (ExpectedVersion is { } expected && expected != Current.Version) return new EventDecision.Refused(new Refusal.Stale());
        var at = Clock.WholeSeconds(now);
        var (after, changed) = target.Instance switch
        {
            { } instance when Current.Content.IsSeries && Scope == EditScope.This => (Cancelled(instance), "overrides"),
            { IsFirst: false } instance => (Ended(instance, rules), "recurrence"),
            _ => (Current with { Deleted = new Deletion(at, Edit.By.Id) }, null),
        };
        var next = (after with { Version = Current.Version + 1, Revision = Current.Revision + 1, UpdatedAt = at }).StampedAfter(Current, now);
        var deed = new Deed(Edit.By.Id, HistoryAction.Deleted) { Scope = Scope, Changed = changed is null ? [] : [changed] };
        return Decided.One(next.Remember(deed));
    }

    private Event Cancelled(EventInstance instance)
    {
        var changes = (instance.Override ?? new Override(instance.OriginalStart)) with { Status = EventStatus.Cancelled };
        return Current with { Overrides = Current.Overrides.With(instance.OriginalStart, changes) };
    }

    private Event Ended(EventInstance instance, DomainRules rules)
    {
        var whole = new EventSeries(Current.Content, rules, Edit.CalendarZone);
        var before = new SeriesSplit(whole, Current.Content.Recurrence, instance).Before();
        return Current with
        {
            Content = Current.Content with { Recurrence = before },
            Overrides = [.. Current.Overrides.Where(o => whole.At(o.OriginalStart) < instance.At)],
            Answers = [.. Current.Answers.Where(a => whole.At(a.OriginalStart) < instance.At)],
        };
    }
}
