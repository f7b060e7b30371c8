namespace Kalends.Domain;

/// <summary>What became of something a client wrote.</summary>
public abstract record Checked<T>
{
    private Checked() { }

    /// <summary>It keeps all rules.</summary>
    public sealed record Accepted(T Value) : Checked<T>;

    /// <summary>It breaks rules: all that were found.</summary>
    public sealed record Refused(Refusal.Invalid Refusal) : Checked<T>;
}
