using System.Collections.Immutable;
using Kalends.Domain.Merging;
using Kalends.Domain.Time;
using NodaTime;

namespace Kalends.Domain.Events.Edits;

/// <summary>An attendee's own answer, to the whole event or to one instance.</summary>
/// <param name="Edit">The attendee, and where the event lies.</param>
/// <param name="Current">The event as it is stored.</param>
/// <param name="Response">The answer.</param>
public sealed record AnswerInvitation(EditContext Edit, Event Current, ResponseStatus Response)
{
    /// <summary>The instance that is answered; null for the whole.</summary>
    public InstanceReference? Instance { get; init; }

    /// <summary>Of a device that answered without a connection; null for an online answer.</summary>
    public Stamp? Stamp { get; init; }

    /// <summary>
    /// Accepts a change without history, whose revision grows and whose version does not; refuses who is not invited, and an unknown
    /// instance as not found, and an offline answer that is older than the one there.
    /// </summary>
    public EventDecision Decide(DomainRules rules, Instant now)
    {
        if (!Current.IsLive) return Decided.NotFound("event");
        if (Instance is null) return Store(AnswerWhole(), null, now);
        if (Current.FindInstance(rules, Edit.CalendarZone, Instance) is not { } instance) return Decided.NotFound("instance");
        return Current.Content.IsSeries
            ? Store(AnswerInstance(instance), Current.PlaceOf(instance.OriginalStart), now)
            : Store(AnswerWhole(), null, now);
    }

    /// <summary>Only the attendee writes an answer, so between two of the attendee's devices the later one decides.</summary>
    private EventDecision Store(Event? answered, long? place, Instant now)
    {
        if (answered is null) return new EventDecision.Refused(new Refusal.Forbidden("only attendees answer"));
        var record = Current.Merge ?? MergeRecord.Fresh;
        var path = PartPath.OfAnswer(Edit.By.Id, place);
        if (Stamp is { } own && record.Last.TryGetValue(path, out var stored) && own.CompareTo(stored) <= 0)
            return new EventDecision.Refused(new Refusal.Conflicting("a later answer of yours is there already"));
        record = record with { Last = record.Last.SetItem(path, Stamp ?? record.Tick(now)) };
        return Decided.One(new EventChange(answered with { Revision = Current.Revision + 1, Merge = record }, []));
    }

    /// <summary>Answers to single instances stay where they differ.</summary>
    private Event? AnswerWhole()
    {
        var invited = Current.Content.Attendees.Concat(Current.Overrides.SelectMany(o => o.Attendees ?? [])).Where(Edit.By.Is).ToList();
        if (invited.Count == 0) return null;
        return Current with
        {
            Content = Current.Content with { Attendees = Answered(Current.Content.Attendees) },
            Overrides = [.. Current.Overrides.Select(o => o.Attendees is { } some ? o with { Attendees = Answered(some) } : o)],
            Answers = Current.Answers.RemoveAll(a => a.Response == Response && invited.Any(i => i.Email == a.Attendee)),
        };
    }

    private Event? AnswerInstance(EventInstance instance)
    {
        var id = instance.OriginalStart;
        var mine = (Current.OverrideAt(id)?.Attendees ?? Current.Content.Attendees).Where(Edit.By.Is).ToList();
        if (mine.Count == 0) return null;
        var others = Current.Answers.RemoveAll(a => a.OriginalStart == id && mine.Any(m => m.Email == a.Attendee));
        var differing = mine.Where(m => m.Response != Response).Select(m => new Answer(m.Email, id, Response));
        return Current with { Answers = [.. others, .. differing] };
    }

    private ImmutableArray<Attendee> Answered(ImmutableArray<Attendee> attendees) =>
        [.. attendees.Select(a => Edit.By.Is(a) ? a with { UserId = Edit.By.Id, Response = Response } : a)];
}
