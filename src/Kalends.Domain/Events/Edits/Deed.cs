using System.Collections.Immutable;
using Kalends.Domain.Identity;

namespace Kalends.Domain.Events.Edits;

/// <summary>What was done, for the history.</summary>
internal sealed record Deed(UserId By, HistoryAction Action)
{
    internal EditScope Scope { get; init; }

    internal ImmutableArray<string> Changed { get; init; } = [];

    internal OfflineNote? Offline { get; init; }
}

internal static class Remembering
{
    /// <summary>The change that stores the event with an entry about how it came to be so.</summary>
    internal static EventChange Remember(this Event after, Deed deed) => new(after,
    [
        new HistoryEntry
        {
            Version = after.Version,
            At = after.UpdatedAt,
            By = deed.By,
            Action = deed.Action,
            Scope = deed.Scope,
            Changed = deed.Changed,
            After = after with { Merge = null },
            Offline = deed.Offline,
        },
    ]);
}
