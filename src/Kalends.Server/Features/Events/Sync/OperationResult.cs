using System.Collections.Immutable;
using Kalends.Domain;
using Kalends.Domain.Merging;
using Kalends.Storage.Events;

namespace Kalends.Server.Features.Events.Sync;

/// <summary>What became of an operation.</summary>
internal abstract record OperationResult
{
    private OperationResult() { }

    /// <summary>It is in.</summary>
    /// <param name="Event">The event that has it: another than the operation names where a series was split meanwhile.</param>
    /// <param name="Version">The event's version with it.</param>
    public sealed record Taken(EventId Event, long Version) : OperationResult
    {
        public ImmutableArray<LostPart> Lost { get; init; } = [];

        /// <summary>Whether it met something that its device had not seen.</summary>
        public bool IsMerged { get; init; }
    }

    /// <summary>It is not, and why: <c>invalid</c>, <c>forbidden</c>, <c>not-found</c>, <c>conflict</c>, <c>full</c>, <c>clock</c>, <c>unordered</c>.</summary>
    public sealed record Refused(string Reason, string Detail) : OperationResult
    {
        public Refusal.Invalid? Invalid { get; init; }
    }

    /// <summary>Its clock is ahead: the device sets it by <c>now</c>, stamps its operations anew and sends them again.</summary>
    public static Refused Clock { get; } = new("clock", "the stamp lies in the future");

    /// <summary>A later operation of the same device said that there was none before.</summary>
    public static Refused Unordered { get; } = new("unordered", "a later operation of the device says that there was none in between");

    /// <summary>The operation is taken if it is stored; null where another write was first.</summary>
    public static OperationResult? From(CommitResult stored, Taken taken) => stored switch
    {
        CommitResult.Committed => taken,
        CommitResult.Full full => From(full.ToRefusal()),
        _ => null,
    };

    public static Refused From(Refusal refusal) => refusal switch
    {
        Refusal.Invalid invalid => new Refused("invalid", "breaks rules") { Invalid = invalid },
        Refusal.NotFound missing => new Refused("not-found", $"there is no such {missing.What}"),
        Refusal.Forbidden forbidden => new Refused("forbidden", forbidden.Why),
        Refusal.Conflicting conflicting => new Refused("conflict", conflicting.Why),
        Refusal.Full full => new Refused("full", full.Rule),
        _ => throw new InvalidOperationException($"An operation is not refused as {refusal.GetType().Name}."),
    };
}

/// <summary>A result with the stamp of its operation, as it was sent.</summary>
internal sealed record AnsweredOperation(string Stamp, OperationResult Result);
