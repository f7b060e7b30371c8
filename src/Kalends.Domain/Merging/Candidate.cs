namespace Kalends.Domain.Merging;

/// <summary>A value that somebody wrote, as text; null is a member given back to its default, or to the master.</summary>
public readonly record struct Candidate(Stamp Stamp, string? Value) : IComparable<Candidate>
{
    /// <summary>By stamp. Only a broken device writes two values under one; even then all replicas choose the same.</summary>
    public int CompareTo(Candidate other) =>
        Stamp != other.Stamp ? Stamp.CompareTo(other.Stamp) : string.CompareOrdinal(Value, other.Value);
}
