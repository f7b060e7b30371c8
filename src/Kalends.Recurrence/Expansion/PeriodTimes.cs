namespace Kalends.Recurrence.Expansion;

/// <summary>Makes the seconds of a period out of its selected days.</summary>
/// <param name="offsets">The expanded times of a day, in seconds.</param>
/// <param name="positions">BYSETPOS, or null where every time is taken.</param>
internal sealed class PeriodTimes(int[] offsets, SetPositions? positions)
{
    /// <summary>What is still to be added to each second that <see cref="Of"/> gives where BYSETPOS has chosen whole times.</summary>
    internal static int[] Whole { get; } = [0];

    /// <param name="days">Ascending; negative ones lie before the period.</param>
    internal int[] Of(int[] days)
    {
        if (positions is null)
            return Array.ConvertAll(days, day => day * Civil.SecondsPerDay);
        var chosen = new List<int>();
        var total = days.Length * offsets.Length;
        for (var at = positions.Next(0, total); at >= 0; at = positions.Next(at + 1, total))
            chosen.Add(days[at / offsets.Length] * Civil.SecondsPerDay + offsets[at % offsets.Length]);
        return [.. chosen];
    }
}
