namespace Kalends.Domain.Occurrences;

/// <summary>The order of every list of occurrences: by start, then by id.</summary>
public sealed class OccurrenceOrder : IComparer<Occurrence>
{
    private OccurrenceOrder() { }

    /// <summary>The one order.</summary>
    public static OccurrenceOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(Occurrence? x, Occurrence? y)
    {
        if (x is null || y is null) return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        var byStart = x.Times.StartSeconds.CompareTo(y.Times.StartSeconds);
        return byStart != 0 ? byStart : x.Id.CompareTo(y.Id);
    }
}
