using System.Collections.Immutable;
using Kalends.Domain.Time;

namespace Kalends.Domain.Events.Edits;

/// <summary>
/// Moves overrides and answers along with their series: recurrence ids follow its start, a start of an override's own stays where it is.
/// </summary>
/// <param name="before">The series that they belong to.</param>
/// <param name="shift">How its start moves.</param>
/// <param name="after">The series that they will belong to.</param>
internal sealed class OverrideShift(EventSeries before, WallShift shift, EventSeries after)
{
    internal ImmutableArray<Override> Apply(IEnumerable<Override> overrides) => [.. overrides.Select(Apply).OfType<Override>()];

    internal ImmutableArray<Answer> Apply(IEnumerable<Answer> answers) => shift.IsNone ? [.. answers] :
    [
        .. from answer in answers
           let id = IdOf(answer.OriginalStart)
           where id is not null
           select answer with { OriginalStart = id },
    ];

    private Override? Apply(Override changes)
    {
        if (shift.IsNone) return changes;
        return IdOf(changes.OriginalStart) is { } id ? changes with { OriginalStart = id, End = EndOf(changes) } : null;
    }

    private EventTime? IdOf(EventTime id) => shift.Apply(before.Nominal(id)) is { } moved ? after.IdOf(after.At(moved)) : null;

    private EventTime? EndOf(Override changes)
    {
        // The series' length cannot end a timed instance once it is counted in days, nor the other way round.
        if (shift.ChangesKind) return changes.Start is { } own ? changes.End ?? before.EndAfter(own) : null;
        return changes is { Start: null, End: { } end } ? shift.ApplyKeepingZone(end) : changes.End;
    }
}
