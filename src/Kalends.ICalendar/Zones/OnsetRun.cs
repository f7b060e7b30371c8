using NodaTime;

namespace Kalends.ICalendar;

/// <summary>What changes at an onset.</summary>
internal readonly record struct OffsetChange(Offset From, Offset To, string Name, bool IsDaylight);

/// <summary>The local time, before the change, at which an offset begins.</summary>
internal readonly record struct Onset(LocalDateTime Local, OffsetChange Change)
{
    public int Year => Local.Year;
}

/// <summary>
/// Onsets of one change that one observance can carry: by a yearly rule, or one by one.
/// </summary>
/// <param name="Change">What changes.</param>
/// <param name="First">The first onset.</param>
/// <param name="Rule">The RRULE of those that follow; null without.</param>
/// <param name="Further">The onsets after the first that follow no rule.</param>
internal sealed record OnsetRun(OffsetChange Change, LocalDateTime First, string? Rule, IReadOnlyList<LocalDateTime> Further)
{
    // A rule of fewer years could as well be chance: they are written one by one.
    private const int ShortestRule = 3;
    private const int ShortestEndless = 20;

    /// <summary>Cuts onsets of one change, in order, into runs. Where the span is open, a rule that reaches its last year has no end.</summary>
    public static IEnumerable<OnsetRun> Cut(IReadOnlyList<Onset> onsets, int? openUntil)
    {
        List<LocalDateTime> single = [];
        for (var start = 0; start < onsets.Count;)
        {
            var pattern = YearlyPattern.Of(onsets[start].Local);
            var end = start + 1;
            while (end < onsets.Count && onsets[end].Year == onsets[end - 1].Year + 1 && pattern.TryInclude(onsets[end].Local)) end++;
            if (end - start < ShortestRule)
            {
                single.Add(onsets[start++].Local);
                continue;
            }
            var isEndless = end == onsets.Count && openUntil - onsets[end - 1].Year <= 1 && end - start >= ShortestEndless;
            var last = onsets[end - 1];
            var until = isEndless ? "" : $";UNTIL={new DateOrTime.Utc(last.Local.WithOffset(last.Change.From).ToInstant().InUtc().LocalDateTime)}";
            yield return new OnsetRun(last.Change, onsets[start].Local, pattern.ToRule() + until, []);
            start = end;
        }
        if (single.Count > 0) yield return new OnsetRun(onsets[0].Change, single[0], null, single[1..]);
    }
}
