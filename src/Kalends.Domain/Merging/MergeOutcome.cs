using System.Collections.Immutable;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;

namespace Kalends.Domain.Merging;

/// <summary>Compares an operation with what became of it.</summary>
/// <param name="before">The event before it.</param>
/// <param name="merged">The event with it.</param>
/// <param name="operation">The operation.</param>
internal sealed class MergeOutcome(MergeState before, MergeState merged, Operation operation)
{
    /// <summary>The name of an event's being there, which a deletion takes away and an edit brings back.</summary>
    internal const string Life = "life";

    /// <summary>Whether it came too late to be compared at all.</summary>
    internal bool IsLate { get; init; }

    /// <summary>Whether the description that stands has the operation's in it.</summary>
    internal bool IsTextMerged { get; init; }

    /// <summary>What the operation's parts are now.</summary>
    internal ImmutableArray<PartChange> Standing() => IsLate ? [] : [.. operation.Changes.Select(change => new PartChange(change.Path, ValueOf(merged, change.Path)))];

    /// <summary>The values that lost.</summary>
    internal ImmutableArray<LostPart> Lost(Event current, long keptOwn)
    {
        var lost = ImmutableArray.CreateBuilder<LostPart>();
        foreach (var change in operation.Changes)
        {
            if (IsTextMerged && change.Path == PartPath.Description) continue;
            if (IsLate ? ValueOf(before, change.Path) != change.Value : ValueOf(merged, change.Path) != change.Value)
                lost.Add(new LostPart(change.Path, IsOwn: true, keptOwn));
            else if (IsUnseen(change))
                lost.Add(new LostPart(change.Path, IsOwn: false, current.Version));
        }
        if (operation.Deletes is not null && merged.IsAlive) lost.Add(new LostPart(Life, IsOwn: true, keptOwn));
        if (operation.Deletes is null && merged.IsAlive && !before.IsAlive) lost.Add(new LostPart(Life, IsOwn: false, current.Version));
        return lost.ToImmutable();
    }

    /// <summary>The times that nobody has settled: the operation's own if it lost, else the one that it displaced.</summary>
    internal ImmutableArray<OpenTime> OpenTimes(UserId by)
    {
        if (!merged.Many.TryGetValue(PartPath.Time, out var times)) return [];
        return [.. times[..^1].Select(time => new OpenTime(time.Stamp, time.Value!, time.Stamp == operation.Stamp ? by : default))];
    }

    /// <summary>Whether the operation displaced another value that its device had not seen.</summary>
    private bool IsUnseen(PartChange change)
    {
        if (before.Winner(change.Path) is not { } earlier || earlier.Value == change.Value) return false;
        return earlier.Stamp.Device != operation.Stamp.Device && IsNews(earlier.Stamp) && !change.Seen.Contains(earlier.Stamp);
    }

    /// <summary>Not there since the event was made, or for so long that every device has seen it.</summary>
    private bool IsNews(Stamp stamp) => stamp.Time >= before.Known.Below;

    private static string? ValueOf(MergeState state, string path) => state.Winner(path)?.Value;
}
