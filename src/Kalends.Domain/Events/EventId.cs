namespace Kalends.Domain.Events;

/// <summary>An event: a random UUID, the same for its whole life, across moves.</summary>
public readonly record struct EventId(Guid Value) : IComparable<EventId>
{
    /// <inheritdoc/>
    public int CompareTo(EventId other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("D");
}
