using CsCheck;
using Kalends.Domain.Merging;

namespace Kalends.Domain.Tests.Merging;

/// <summary>States are a semilattice, and operations are elements of it.</summary>
public sealed class MergeProperties
{
    private const int Cases = 60;

    private static readonly Gen<(MergeHistory History, int Seed)> Any = Gen.Select(MergeHistory.Any, Gen.Int[0, 1_000_000]);

    [Fact]
    public void Merging_is_commutative_associative_and_idempotent() => Any.Sample((history, seed) =>
    {
        var states = history.States.Concat(history.Operations.Select(operation => operation.ToState())).ToList();
        var (a, b, c) = (states[seed % states.Count], states[seed / 7 % states.Count], states[seed / 49 % states.Count]);
        Assert.Equal(MergeText.Of(Merge.Of(a, b)), MergeText.Of(Merge.Of(b, a)));
        Assert.Equal(MergeText.Of(Merge.Of(Merge.Of(a, b), c)), MergeText.Of(Merge.Of(a, Merge.Of(b, c))));
        Assert.Equal(MergeText.Of(a), MergeText.Of(Merge.Of(a, a)));
        Assert.Equal(MergeText.Of(Merge.Of(a, b)), MergeText.Of(Merge.Of(Merge.Of(a, b), b)));
    }, iter: Cases, print: Print);

    [Fact]
    public void All_replicas_and_any_order_of_the_operations_end_the_same() => Any.Sample((history, seed) =>
    {
        var all = history.Replicas.Select(replica => replica.State).Aggregate(Merge.Of);
        foreach (var replica in history.Replicas)
        {
            replica.Receive(all);
            Assert.Equal(MergeText.Of(all), MergeText.Of(replica.State));
        }
        var once = Shuffled(history.Operations, seed);
        var twice = Shuffled([.. history.Operations, .. history.Operations.Take(50)], seed + 1);
        Assert.Equal(MergeText.Of(all), MergeText.Of(Fold(once)));
        Assert.Equal(MergeText.Of(all), MergeText.Of(Fold(twice)));
        Assert.Empty(all.Gone);
    }, iter: Cases, print: Print);

    [Fact]
    public void An_invitation_that_nobody_has_taken_back_stands() => Any.Sample((history, _) =>
    {
        var all = history.Replicas.Select(replica => replica.State).Aggregate(Merge.Of);
        foreach (var path in Replica.Paths.Where(path => path.StartsWith("attendees/", StringComparison.Ordinal)))
        {
            var changes = history.Operations.SelectMany(operation => operation.Changes.Where(change => change.Path == path), (operation, change) => (operation.Stamp, change)).ToList();
            var overwritten = changes.SelectMany(written => written.change.Seen).ToHashSet();
            var standing = changes.Where(written => written.change.Value is not null && !overwritten.Contains(written.Stamp)).Select(written => written.Stamp);
            Assert.Equal(standing.Order(), all.Many.GetValueOrDefault(path, []).Select(candidate => candidate.Stamp).Where(stamp => stamp != Stamp.None));
        }
    }, iter: Cases, print: Print);

    [Fact]
    public void A_deletion_holds_only_over_what_it_has_seen() => Any.Sample((history, _) =>
    {
        var all = history.Replicas.Select(replica => replica.State).Aggregate(Merge.Of);
        var deletions = history.Operations.Where(operation => operation.Deletes is not null).ToList();
        var edits = history.Operations.Where(operation => operation.Deletes is null);
        bool IsSeen(Operation edit) => deletions.Any(deletion => deletion.ToState().Removed.Covers(edit.Stamp));
        Assert.Equal(deletions.Count == 0 || !edits.All(IsSeen), all.IsAlive);
    }, iter: Cases, print: Print);

    [Fact]
    public void A_state_grows_with_what_is_in_it_and_not_with_how_often_it_was_edited()
    {
        var replica = new Replica(1);
        for (var edit = 0; edit < 1_000; edit++) replica.Edit(Replica.Paths[edit % Replica.Paths.Length], edit % 3 == 0 ? null : "v", edit);
        Assert.True(MergeText.Of(replica.State).Length < 1_500, MergeText.Of(replica.State));
    }

    private static MergeState Fold(IEnumerable<Operation> operations) =>
        operations.Aggregate(Replica.Start, (state, operation) => Merge.Of(state, operation.ToState()));

    private static IReadOnlyList<Operation> Shuffled(IReadOnlyList<Operation> operations, int seed) =>
        [.. operations.Select((operation, index) => (operation, Key: (index * 7919L + seed) * 104_729 % 1_000_003)).OrderBy(pair => pair.Key).Select(pair => pair.operation)];

    private static string Print((MergeHistory History, int Seed) input) =>
        $"{input.Seed}: " + string.Join("\n", input.History.Operations.Select(operation => $"{operation.Stamp} {operation.Changes.FirstOrDefault()} {operation.Deletes}"));
}
