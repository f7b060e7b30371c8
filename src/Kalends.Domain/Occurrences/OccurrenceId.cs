namespace Kalends.Domain.Occurrences;

/// <summary>One instance: a hash of its event's id, for a series with its original start, so that any regeneration gives the same.</summary>
public readonly record struct OccurrenceId(Guid Value) : IComparable<OccurrenceId>
{
    /// <inheritdoc/>
    public int CompareTo(OccurrenceId other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("D");
}
