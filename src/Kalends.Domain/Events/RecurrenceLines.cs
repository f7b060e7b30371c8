using System.Collections.Immutable;
using Kalends.Recurrence;

namespace Kalends.Domain.Events;

/// <summary>The RRULE, RDATE and EXDATE lines of an event, as texts.</summary>
internal static class RecurrenceLines
{
    internal static bool IsRule(string line) => line.StartsWith("RRULE", StringComparison.OrdinalIgnoreCase);

    /// <summary>The index among all lines of the n-th rule.</summary>
    internal static int IndexOfRule(ImmutableArray<string> lines, int rule)
    {
        for (var i = 0; i < lines.Length; i++)
            if (IsRule(lines[i]) && rule-- == 0) return i;
        throw new ArgumentOutOfRangeException(nameof(rule));
    }

    /// <summary>The lines of the rules as they were written.</summary>
    internal static ImmutableArray<string> Rules(ImmutableArray<string> lines) => [.. lines.Where(IsRule)];

    /// <summary>The text of a rule's line.</summary>
    internal static string Line(RecurrenceRule rule) => $"RRULE:{rule}";

    /// <summary>Lines of rules, followed by those of the dates.</summary>
    internal static ImmutableArray<string> Join(
        IEnumerable<string> rules, SeriesStart start, IReadOnlyList<SeriesDate> rDates, IReadOnlyList<SeriesDate> exDates) =>
        [.. rules, .. Series.Create(start, [], rDates, exDates).ToLines()];
}
