using System.Collections.Immutable;
using Kalends.Domain.Events.Drafts;
using Kalends.Domain.Time;

namespace Kalends.Domain.Events.Edits;

/// <summary>
/// The scope all. Where the start moves, recurrence ids move by the same wall-clock amount; so do RDATEs and EXDATEs, unless the
/// request says what they are.
/// </summary>
internal sealed class EditAll(EditRun run)
{
    internal EventDecision Decide() => run.Check(run.Command.Draft, run.Current.Content, Accept);

    private EventDecision Accept(EventContent sent)
    {
        var before = run.SeriesOf(run.Current.Content);
        var shift = new WallShift(run.Current.Content.Start, sent.Start);
        var content = run.Command.Says(EventMembers.Recurrence) ? sent : sent with { Recurrence = Shifted(before, shift, sent) };
        // Dates that moved make another series than the one that was sent.
        if (content != sent && SeriesRefusal(content) is { } refusal) return new EventDecision.Refused(refusal);
        var moving = new OverrideShift(before, shift, run.SeriesOf(content));
        var after = run.Next(run.Current with
        {
            Content = content,
            Overrides = content.IsSeries ? moving.Apply(run.Current.Overrides) : [],
            Answers = content.IsSeries ? moving.Apply(run.Current.Answers) : [],
        });
        return Decided.One(after.Remember(run.Updated(EditScope.All) with
        {
            Changed = MemberNames.Changed(run.Current.Content, content, !after.Overrides.SequenceEqual(run.Current.Overrides)),
        }));
    }

    private static ImmutableArray<string> Shifted(EventSeries before, WallShift shift, EventContent sent)
    {
        if (shift.IsNone || !sent.IsSeries) return sent.Recurrence;
        var dates = new DateShift(before.Start, shift);
        return RecurrenceLines.Join(
            RecurrenceLines.Rules(sent.Recurrence), before.Start, dates.Apply(before.Series.RDates), dates.Apply(before.Series.ExDates));
    }

    private Refusal.Invalid? SeriesRefusal(EventContent content)
    {
        var errors = new InputErrors();
        new RecurrenceCheck(new EventDraftContext(run.Rules, run.Command.Edit), errors).Read([.. content.Recurrence], content.Start);
        return errors.Any ? errors.ToRefusal() : null;
    }
}
