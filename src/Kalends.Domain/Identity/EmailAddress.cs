namespace Kalends.Domain.Identity;

/// <summary>An e-mail address as its owner wrote it; compares without case, as the whole product does.</summary>
public readonly record struct EmailAddress(string Text)
{
    /// <summary>The form under which addresses are looked up and kept unique.</summary>
    public string Key => Text.ToLowerInvariant();

    /// <inheritdoc/>
    public bool Equals(EmailAddress other) => string.Equals(Text, other.Text, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(Text, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
