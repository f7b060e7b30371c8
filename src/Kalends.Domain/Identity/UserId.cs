using System.Globalization;

namespace Kalends.Domain.Identity;

/// <summary>A user. A positive 64-bit number drawn at random, written as a decimal string outside.</summary>
public readonly record struct UserId(long Value) : IComparable<UserId>
{
    /// <inheritdoc/>
    public int CompareTo(UserId other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
