namespace Kalends.ICalendar;

/// <summary>Counts leniencies by kind, so that the list stays short however long the text is.</summary>
internal sealed class LeniencyLog
{
    private readonly Leniency[] met = new Leniency[Enum.GetValues<LeniencyKind>().Length];

    public void Add(LeniencyKind kind, int line)
    {
        ref var entry = ref met[(int)kind];
        entry = entry.Count == 0 ? new Leniency(kind, line, 1) : entry with { Count = entry.Count + 1 };
    }

    public IReadOnlyList<Leniency> ToList() => [.. met.Where(l => l.Count > 0).OrderBy(l => l.Line).ThenBy(l => l.Kind)];
}
