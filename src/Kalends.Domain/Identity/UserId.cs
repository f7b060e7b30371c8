using System.Globalization;

namespace Kalends.Domain.Identity;

/// <summary>A user. A positive 64-bit number drawn at random, written as a decimal string outside.</summary>
public readonly record struct UserId(long Value) : IComparable<UserId>
{
    /// <inheritdoc/>
    public int CompareTo(UserId other) => Value.CompareTo(other.Value);

    /// <summary>Reads the decimal string as <see cref="ToString"/> writes it: positive, no signs, blanks or leading zeros.</summary>
    public static bool TryRead(string? text, out UserId id)
    {
        var isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value);
        id = new UserId(value);
        return isNumber && value > 0 && text![0] != '0';
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
