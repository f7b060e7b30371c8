using NodaTime;

namespace Kalends.Server.Delivery;

/// <summary>What came of one attempt to hand a message over.</summary>
internal abstract record Outcome
{
    private Outcome() { }

    /// <summary>It is the receiver's now.</summary>
    public static Outcome Accepted { get; } = new Delivered();

    /// <summary>There is nobody to hand it to.</summary>
    public static Outcome NoReceiver { get; } = new Nobody();

    public sealed record Delivered : Outcome;

    public sealed record Nobody : Outcome;

    /// <summary>It will never be taken.</summary>
    /// <param name="Reason">In words without personal data.</param>
    public sealed record Rejected(string Reason) : Outcome;

    /// <summary>It was not taken this time.</summary>
    /// <param name="Reason">In words without personal data.</param>
    public sealed record Postponed(string Reason) : Outcome
    {
        /// <summary>How long the receiver asks to be left alone, or null.</summary>
        public Duration? NotBefore { get; init; }

        /// <summary>Whether nothing else would get through either: the gateway itself is down.</summary>
        public bool IsOutage { get; init; }
    }
}
