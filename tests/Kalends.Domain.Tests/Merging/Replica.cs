using System.Collections.Immutable;
using Kalends.Domain.Merging;
using NodaTime;

namespace Kalends.Domain.Tests.Merging;

/// <summary>One device's copy of one event.</summary>
internal sealed class Replica(ulong device)
{
    internal static readonly string[] Paths = ["title", "location", "time", "attendees/a", "attendees/b", "attendees/c", "overrides/604800/title"];

    internal static readonly MergeState Start = new()
    {
        Known = Knowledge.Creation,
        Last = MergeStates.Last(("title", "first"), ("location", "")),
        Many = MergeStates.Many(("time", "nine"), ("attendees/a", "-a")),
    };

    private HybridClock clock;
    private ulong last;

    internal MergeState State { get; private set; } = Start;

    /// <summary>Edits a part; the wall clock may stand anywhere.</summary>
    internal Operation Edit(string path, string? value, int wall)
    {
        var operation = Next(wall) with
        {
            Changes = [new PartChange(path, value) { Seen = [.. State.Many.GetValueOrDefault(path, []).Select(candidate => candidate.Stamp)] }],
        };
        State = Merge.Of(State, operation.ToState());
        return operation;
    }

    internal Operation Delete(int wall)
    {
        var seen = State.Known;
        var operation = Next(wall) with { Deletes = seen };
        State = Merge.Of(State, operation.ToState());
        return operation;
    }

    internal void Receive(MergeState other)
    {
        State = Merge.Of(State, other);
        clock = clock.Receive(State.Known.Last);
    }

    private Operation Next(int wall)
    {
        clock = clock.Tick(Instant.FromUnixTimeMilliseconds(wall));
        var operation = new Operation(new Stamp(clock.Last, new DeviceId(device)), last);
        last = clock.Last;
        return operation;
    }
}

internal static class MergeStates
{
    internal static ImmutableSortedDictionary<string, Candidate> Last(params (string Path, string Value)[] parts) => parts
        .ToImmutableSortedDictionary(part => part.Path, part => new Candidate(Stamp.None, part.Value), StringComparer.Ordinal);

    internal static ImmutableSortedDictionary<string, ImmutableArray<Candidate>> Many(params (string Path, string Value)[] parts) => parts
        .ToImmutableSortedDictionary(part => part.Path, part => ImmutableArray.Create(new Candidate(Stamp.None, part.Value)), StringComparer.Ordinal);
}
