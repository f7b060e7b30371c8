using CsCheck;
using Kalends.Domain.Merging;

namespace Kalends.Domain.Tests.Merging;

/// <summary>What happened to some replicas that edit on their own and hear of each other now and then.</summary>
internal sealed record MergeHistory(IReadOnlyList<Replica> Replicas, IReadOnlyList<Operation> Operations, IReadOnlyList<MergeState> States)
{
    private const int Steps = 200;

    /// <summary>Who, what, which part, which value, which other.</summary>
    internal static Gen<MergeHistory> Any { get; } =
        from replicas in Gen.Int[3, 5]
        from steps in Gen.Select(Gen.Int[0, replicas - 1], Gen.Int[0, 9], Gen.Int[0, Replica.Paths.Length - 1], Gen.Int[0, 5], Gen.Int[0, 2_000])
            .Array[Steps]
        select Play(replicas, steps);

    internal static MergeHistory Play(int count, (int Who, int What, int Part, int Value, int Wall)[] steps)
    {
        var replicas = Enumerable.Range(1, count).Select(device => new Replica((ulong)device)).ToList();
        var (operations, states) = (new List<Operation>(), new List<MergeState>());
        foreach (var step in steps)
        {
            var replica = replicas[step.Who];
            if (step.What == 0) operations.Add(replica.Delete(step.Wall));
            else if (step.What < 7) operations.Add(replica.Edit(Replica.Paths[step.Part], Value(step.Part, step.Value), step.Wall));
            else replica.Receive(replicas[step.Wall % count].State);
            if (step.Wall % 10 == 0) states.Add(replica.State);
        }
        return new MergeHistory(replicas, operations, [.. states, .. replicas.Select(replica => replica.State), Replica.Start]);
    }

    private static string? Value(int part, int value) => value == 0 && Replica.Paths[part].Contains('/') ? null : $"v{value}";
}
