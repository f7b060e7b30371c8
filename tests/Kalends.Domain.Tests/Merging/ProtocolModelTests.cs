namespace Kalends.Domain.Tests.Merging;

/// <summary>
/// Visits every state that the protocol can reach with some devices and operations, whatever is lost, late, repeated or killed. The long form is
/// <c>./test --soak model DEVICES OPERATIONS</c>.
/// </summary>
public sealed class ProtocolModelTests
{
    private static readonly int Devices = Number("KALENDS_MODEL_DEVICES", 2);
    private static readonly int Operations = Number("KALENDS_MODEL_OPERATIONS", 3);

    [Fact]
    public void In_every_reachable_state_no_operation_is_lost_or_taken_twice_and_all_can_end_the_same()
    {
        var model = new ProtocolModel(Operations);
        var settled = new HashSet<string>();
        var seen = Visit(model, Devices, state => AssertHolds(model, state, settled));
        TestContext.Current.TestOutputHelper?.WriteLine($"{Devices} devices, {Operations} operations: {seen} states");
        Assert.InRange(seen, 10_000, int.MaxValue);
    }

    [Fact]
    public void A_server_that_takes_a_repeat_for_news_is_noticed()
    {
        var broken = new ProtocolModel(2) { RecognisesRepeats = false };
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Visit(broken, 2, state => AssertHolds(broken, state, [])));
    }

    private static int Visit(ProtocolModel model, int devices, Action<ModelState> check)
    {
        var start = ModelState.Start(devices);
        var seen = new HashSet<string> { start.Key };
        var open = new Stack<ModelState>([start]);
        while (open.TryPop(out var state))
        {
            check(state);
            foreach (var next in model.Next(state))
                if (seen.Add(next.Key)) open.Push(next);
        }
        return seen.Count;
    }

    /// <summary>Safe in every state; and from every state, once the network is well, the same end for all.</summary>
    private static void AssertHolds(ProtocolModel model, ModelState state, HashSet<string> settled)
    {
        Assert.Equal(state.Committed.Length, state.Committed.Distinct().Count());
        var safe = state.Committed.Concat(state.Devices.SelectMany(device => device.Log)).ToHashSet();
        for (var device = 0; device < state.Devices.Length; device++)
            for (var number = 0; number < state.Devices[device].Made; number++)
                Assert.Contains(new ModelOperation(device, number), safe);
        var end = model.Settle(state);
        if (!settled.Add(end.Key)) return;
        Assert.Equal(end.Devices.Sum(device => device.Made), end.Committed.Length);
        var inAnotherOrder = ProtocolModel.EventOf(end.Committed.OrderBy(operation => operation.Device).ThenByDescending(operation => operation.Number));
        Assert.Equal(MergeText.Of(inAnotherOrder), MergeText.Of(ProtocolModel.EventOf(end.Committed)));
    }

    private static int Number(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { } text ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : otherwise;
}
