using Kalends.Domain.Events.Drafts;
using Kalends.Domain.Merging;
using NodaTime;

namespace Kalends.Domain.Events.Edits;

/// <summary>One run of an edit, with what it rests on.</summary>
internal sealed record EditRun(UpdateEvent Command, DomainRules Rules, Instant Now)
{
    internal Event Current => Command.Current;

    internal EventSeries SeriesOf(EventContent content) => new(content, Rules, Command.Edit.CalendarZone);

    /// <summary>Goes on with a draft that keeps the rules; attendees keep their answers in <paramref name="current"/>.</summary>
    internal EventDecision Check(EventDraft draft, EventContent current, Func<EventContent, EventDecision> accept) =>
        Decided.By(draft.Check(new EventDraftContext(Rules, Command.Edit) { Current = current }), accept);

    /// <summary>The event as its next version.</summary>
    internal Event Next(Event changed)
    {
        var next = changed with { Version = Current.Version + 1, Revision = Current.Revision + 1, UpdatedAt = Now };
        return Command.Stamp is { } own ? next.StampedAfter(Current, own) : next.StampedAfter(Current, Now);
    }

    internal Deed Updated(EditScope scope) => new(Command.Edit.By.Id, HistoryAction.Updated)
    {
        Scope = scope,
        Offline = OfflineNote.Of(Command.Stamp),
    };
}
