using System.Collections.Immutable;
using Kalends.Domain.Events;

namespace Kalends.Domain.Merging;

/// <summary>What became of an offline edit.</summary>
public abstract record MergeDecision
{
    private MergeDecision() { }

    /// <summary>It is in, as far as nothing later stands against it.</summary>
    /// <param name="Change">The event as it is now, with everything that was lost in its history.</param>
    /// <param name="Lost">What lost against what; empty where all stands as it was written and has displaced nothing unseen.</param>
    public sealed record Merged(EventChange Change, ImmutableArray<LostPart> Lost) : MergeDecision
    {
        /// <summary>Whether its description and another are both in the one that stands.</summary>
        public bool IsTextMerged { get; init; }
    }

    /// <summary>It is in already, or something later of the same device claims that there was none.</summary>
    public sealed record Known : MergeDecision;

    /// <summary>It cannot be.</summary>
    public sealed record Refused(Refusal Refusal) : MergeDecision;
}

/// <summary>A value that lost.</summary>
/// <param name="Path">See <see cref="PartPath"/>.</param>
/// <param name="IsOwn">Whether it is the operation's; else it is one that the device had not seen.</param>
/// <param name="KeptIn">The version in the history that has it.</param>
public sealed record LostPart(string Path, bool IsOwn, long KeptIn);
