using System.Collections.Immutable;
using Kalends.Domain.Time;
using Kalends.Recurrence;
using NodaTime;

namespace Kalends.Domain.Events.Edits;

/// <summary>Cuts a recurrence set in two before one of its instances. COUNT is divided, UNTIL is kept.</summary>
/// <param name="whole">The set.</param>
/// <param name="lines">Its lines as they are stored.</param>
/// <param name="instance">Where the second part begins.</param>
internal sealed class SeriesSplit(EventSeries whole, ImmutableArray<string> lines, EventInstance instance)
{
    // How far the second part is compared with what it continues.
    private const int Compared = 60;

    private readonly Series series = whole.Series;
    private readonly ImmutableArray<string> ruleLines = RecurrenceLines.Rules(lines);
    private readonly LocalDateTime cut = instance.OriginalStart.Local;

    /// <summary>The lines of the first part: its rules end before the instance.</summary>
    internal ImmutableArray<string> Before() => RecurrenceLines.Join(
        series.Rules.Select(EndedRule),
        whole.Start,
        [.. series.RDates.Where(date => date.ReadIn(whole.Start) < instance.At)],
        [.. series.ExDates.Where(date => MayExclude(date, isFirstPart: true))]);

    /// <summary>The lines of the second part, whose start is the instance.</summary>
    internal ImmutableArray<string> After(WallShift shift)
    {
        var dates = new DateShift(whole.Start, shift);
        return RecurrenceLines.Join(
            series.Rules.Select(RemainingRule).OfType<string>(),
            whole.Start,
            dates.Apply(series.RDates.Where(date => date.ReadIn(whole.Start) > instance.At)),
            dates.Apply(series.ExDates.Where(date => MayExclude(date, isFirstPart: false))));
    }

    /// <summary>
    /// Whether the second part, left where it is, goes on as the whole does. It cannot where a rule that counts its intervals from the
    /// series' start is cut at a date that it does not give itself (RDATE).
    /// </summary>
    internal bool IsFaithful(Series second)
    {
        var expected = series.StartingIn(instance.At, Instant.MaxValue).Take(Compared).Select(i => i.Start);
        return expected.SequenceEqual(second.Instances().Take(Compared).Select(i => i.Start));
    }

    private string EndedRule(RecurrenceRule rule, int index)
    {
        if (IsOver(rule, index)) return ruleLines[index];
        var end = whole.Start.IsDate ? Until.On(cut.Date.PlusDays(-1)) : Until.At(instance.At - Duration.FromSeconds(1));
        return RecurrenceLines.Line(rule.WithUntil(end));
    }

    private string? RemainingRule(RecurrenceRule rule, int index)
    {
        if (IsOver(rule, index)) return null;
        if (rule.Count is not { } count) return ruleLines[index];
        // The new start is counted by the first rule, whether the rule gives it or not.
        var added = index == 0 && !Gives(index) ? 1 : 0;
        return RecurrenceLines.Line(rule.WithCount((int)(count - series.CountBefore(cut, index) + added)));
    }

    /// <summary>Whether the rule has nothing left from the instance on.</summary>
    private bool IsOver(RecurrenceRule rule, int index) => rule.Count is { } count
        ? series.CountBefore(cut, index) >= count
        : rule.Until is not null && Series.Create(whole.Start, [rule], [], []).Last() is { } last && last.Start < instance.At;

    private bool Gives(int index) =>
        Series.Create(whole.Start, [series.Rules[index]], [], []).Find(instance.At) is not null;

    /// <summary>An EXDATE that is a day can take away instances on both sides of the cut.</summary>
    private bool MayExclude(SeriesDate date, bool isFirstPart)
    {
        if (date.Form == SeriesDateForm.Date && !whole.Start.IsDate)
            return isFirstPart ? date.Value.Date <= cut.Date : date.Value.Date >= cut.Date;
        return date.ReadIn(whole.Start) < instance.At == isFirstPart;
    }
}
