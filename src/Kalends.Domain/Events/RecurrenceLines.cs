using System.Collections.Immutable;

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
}
