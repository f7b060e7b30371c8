using Kalends.Server.Tests.Running;

namespace Kalends.Server.Tests.Sync;

/// <summary>Ten devices live mostly offline while the server is killed again and again. The long form is <c>./test --soak sync</c>.</summary>
public sealed class OfflineFleetTests
{
    private static readonly int Rounds = int.Parse(Environment.GetEnvironmentVariable("KALENDS_SYNC_ROUNDS") ?? "8");

    /// <summary>
    /// The weakest set has no process of its own to kill. Of the shapes of a cluster one does: a merge is made in the calendar's partition, which lies elsewhere.
    /// </summary>
    public static TheoryData<string> Sets { get; } = [StorageSets.Embedded, StorageSets.TwoShards];

    [Theory, MemberData(nameof(Sets))]
    public async Task Ten_devices_end_with_the_same_whatever_dies_in_between(string set)
    {
        await using var fleet = new Fleet(set == StorageSets.TwoShards ? await SharedCluster.Bed.ConfigureAsync() : new Dictionary<string, string>());
        await fleet.Begin();
        for (var round = 1; round <= Rounds; round++) await fleet.Round(isKilled: round % 4 == 0);
        await fleet.AssertConverged();
        await fleet.AssertNothingLost();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{set}: {fleet.Operations} operations, {fleet.Bytes / fleet.Operations} bytes each on the wire, {fleet.Answered / fleet.Syncing.TotalSeconds:0} merged a second");
    }
}
