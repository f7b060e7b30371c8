namespace Kalends.Server.Tests.Sync;

/// <summary>Ten devices live mostly offline while the server is killed again and again. The long form is <c>./test --soak sync</c>.</summary>
public sealed class OfflineFleetTests
{
    private static readonly int Rounds = int.Parse(Environment.GetEnvironmentVariable("KALENDS_SYNC_ROUNDS") ?? "8");

    [Fact]
    public async Task Ten_devices_end_with_the_same_whatever_dies_in_between()
    {
        await using var fleet = new Fleet();
        await fleet.Begin();
        for (var round = 1; round <= Rounds; round++) await fleet.Round(isKilled: round % 4 == 0);
        await fleet.AssertConverged();
        await fleet.AssertNothingLost();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{fleet.Operations} operations, {fleet.Bytes / fleet.Operations} bytes each on the wire, {fleet.Syncing.TotalSeconds:0.0} s of syncing without kills");
    }
}
