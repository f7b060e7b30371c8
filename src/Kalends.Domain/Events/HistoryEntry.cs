using System.Collections.Immutable;
using Kalends.Domain.Identity;
using Kalends.Domain.Merging;
using NodaTime;

namespace Kalends.Domain.Events;

/// <summary>What happened to an event in one version, with the event as it then was.</summary>
public sealed record HistoryEntry
{
    /// <summary>The version this made.</summary>
    public required long Version { get; init; }

    /// <summary>Whole seconds, UTC.</summary>
    public required Instant At { get; init; }

    /// <summary>Who did it.</summary>
    public required UserId By { get; init; }

    /// <summary>What was done.</summary>
    public required HistoryAction Action { get; init; }

    /// <summary>Of what an edit or deletion concerned.</summary>
    public required EditScope Scope { get; init; }

    /// <summary>API names of the members that changed, sorted.</summary>
    public ImmutableArray<string> Changed { get; init; } = [];

    /// <summary>The event after it, without what it remembers for merging.</summary>
    public required Event After { get; init; }

    /// <summary>Set where a device made the edit without a connection.</summary>
    public OfflineNote? Offline { get; init; }
}

/// <summary>How an offline edit came in.</summary>
/// <param name="Operation">Its stamp.</param>
/// <param name="Lost">What lost against what.</param>
public sealed record OfflineNote(Stamp Operation, ImmutableArray<LostPart> Lost)
{
    internal static OfflineNote? Of(Stamp? operation) => operation is { } stamp ? new OfflineNote(stamp, []) : null;
}

/// <summary>What was done to an event.</summary>
public enum HistoryAction
{
    /// <summary>Made.</summary>
    Created = 0,

    /// <summary>Edited.</summary>
    Updated = 1,

    /// <summary>Put into the trash.</summary>
    Deleted = 2,

    /// <summary>Brought back from the trash or from an earlier version.</summary>
    Restored = 3,

    /// <summary>Came from another calendar.</summary>
    Moved = 4,

    /// <summary>Merged with an offline edit.</summary>
    Merged = 5,
}

/// <summary>Which instances an edit means.</summary>
public enum EditScope
{
    /// <summary>The series.</summary>
    All = 0,

    /// <summary>One instance.</summary>
    This = 1,

    /// <summary>One instance and those after it.</summary>
    Following = 2,
}
