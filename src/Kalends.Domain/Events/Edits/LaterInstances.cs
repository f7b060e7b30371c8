using System.Collections.Immutable;
using Kalends.Domain.Time;

namespace Kalends.Domain.Events.Edits;

/// <summary>What is stored about the instances from a cut on, as the second part of the series takes it over.</summary>
internal sealed class LaterInstances(EditRun run, EventInstance instance, EventSeries whole)
{
    internal bool Has(EventTime originalStart) => whole.At(originalStart) >= instance.At;

    /// <summary>Whether the second part happens at another time than the instances had.</summary>
    internal bool IsMoved(EventContent content) =>
        content.Start != instance.SeriesFromHere.Start || content.End != instance.SeriesFromHere.End;

    /// <summary>The new event's content, which is all there is where it does not repeat.</summary>
    internal EventContent Content(EventContent sent) => sent.IsSeries || instance.Override is not { } chosen
        ? sent
        : ChosenOverride.Fold(sent, ChosenOverride.Unsaid(run.Command, chosen), whole);

    internal ImmutableArray<Override> Overrides(EventContent content)
    {
        if (!content.IsSeries) return [];
        var later = run.Current.Overrides
            .Where(o => Has(o.OriginalStart))
            .Select(o => o.OriginalStart == instance.OriginalStart ? ChosenOverride.Unsaid(run.Command, o) : o);
        var shifted = Shift(content).Apply(later.Where(o => !o.IsEmpty()));
        return IsMoved(content) && !instance.IsFirst ? [.. shifted.Select(WithoutAnswers)] : shifted;
    }

    internal ImmutableArray<Answer> Answers(EventContent content) =>
        content.IsSeries ? Shift(content).Apply(run.Current.Answers.Where(a => Has(a.OriginalStart))) : [];

    /// <summary>Who said yes to one time has not said yes to another; the one who moves it answers by moving it.</summary>
    internal EventContent WithoutAnswers(EventContent content) => content with { Attendees = Reset(content.Attendees) };

    private Override WithoutAnswers(Override changes) =>
        changes.Attendees is { } attendees ? changes with { Attendees = Reset(attendees) } : changes;

    private ImmutableArray<Attendee> Reset(ImmutableArray<Attendee> attendees) =>
        [.. attendees.Select(a => run.Command.Edit.By.Is(a) ? a : a with { Response = ResponseStatus.NeedsAction })];

    private OverrideShift Shift(EventContent content) =>
        new(whole, new WallShift(instance.SeriesFromHere.Start, content.Start), run.SeriesOf(content));
}
