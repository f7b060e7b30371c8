using System.Diagnostics;
using Kalends.Domain.Merging;

namespace Kalends.Domain.Tests.Merging.Protocol;

/// <summary>
/// Visits every state that the protocol can reach with three devices and four operations, whatever is lost, late, repeated or killed.
/// <c>./test --soak model DEVICES OPERATIONS</c> does so alone and tells how many they are.
/// </summary>
public sealed class ProtocolModelTests
{
    private static readonly int Devices = Number("KALENDS_MODEL_DEVICES", 3);
    private static readonly int Operations = Number("KALENDS_MODEL_OPERATIONS", 4);

    [Fact]
    public void In_every_reachable_state_no_operation_is_lost_or_taken_twice_and_all_can_end_the_same()
    {
        var begun = Stopwatch.GetTimestamp();
        var states = Visit(new ProtocolModel(Devices, Operations));
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{Devices} devices, {Operations} operations: {states} states in {Stopwatch.GetElapsedTime(begun).TotalSeconds:0} s, {Environment.WorkingSet >> 20} MiB");
    }

    [Fact]
    public void What_no_step_can_tell_makes_no_state_that_is_missed()
    {
        var (visited, whole) = (new HashSet<ModelState>(), new HashSet<ModelState>());
        Visit(new ProtocolModel(2, 2), all => visited.Add(ModelState.Of(all)));
        var states = Visit(new ProtocolModel(2, 2) { LeavesOut = false }, all => whole.Add(ModelState.Of([all[0].Normal(), all[1].Normal()])));
        Assert.InRange(states, 10 * visited.Count, long.MaxValue);
        Assert.Equal(visited, whole);
    }

    /// <summary>So the devices end the same wherever the server has all operations, whichever way it came there.</summary>
    [Fact]
    public void The_event_does_not_depend_on_the_order_of_commits()
    {
        foreach (var made in Made(ModelState.MostDevices, ModelDevice.MostOperations))
        {
            var events = Orders([.. ModelOperation.All(made.Length).Where(operation => operation.Number < made[operation.Device])]).Select(EventOf);
            Assert.Single(events.Distinct());
        }
    }

    [Fact]
    public void A_server_that_takes_a_repeat_for_news_is_noticed() =>
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Visit(new ProtocolModel(2, 2) { RecognisesRepeats = false }));

    /// <summary>The model's server asks its committed operations; the product's asks this.</summary>
    [Fact]
    public void What_is_known_is_what_has_been_committed()
    {
        ModelOperation[] all = [.. ModelOperation.All(ModelState.MostDevices)];
        for (var set = 0; set < 1 << all.Length; set++)
        {
            ModelOperation[] committed = [.. all.Where((_, bit) => (set >> bit & 1) == 1)];
            var known = committed.Aggregate(Knowledge.Creation, (known, operation) => known.Join(operation.State.Known));
            Assert.Equal(committed, all.Where(operation => known.Covers(operation.Stamp)));
        }
    }

    private static long Visit(ProtocolModel model, Action<ReadOnlySpan<ModelDevice>>? look = null)
    {
        var (seen, open, next) = (new StateSet(), new Stack<ModelState>([model.Start]), new List<ModelState>());
        seen.Add(model.Start);
        Span<ModelDevice> all = stackalloc ModelDevice[model.Devices];
        while (open.TryPop(out var state))
        {
            state.Read(all);
            AssertHolds(all);
            look?.Invoke(all);
            model.ReadNext(all, next);
            foreach (var one in next)
                if (seen.Add(one)) open.Push(one);
        }
        return seen.Count;
    }

    /// <summary>
    /// What a device has made it shows, from its log or its copy, so that it can send it again or need not; and the server's order has nothing
    /// twice. All can end the same, then: once each log is sent again, the server has all.
    /// </summary>
    private static void AssertHolds(ReadOnlySpan<ModelDevice> all)
    {
        var (places, operations) = (0, 0);
        foreach (var device in all)
        {
            var shown = device.Log;
            for (var number = 0; number < ModelDevice.MostOperations; number++)
            {
                if (device.PlaceOf(number) is not (> 0 and var place)) continue;
                (places, operations) = (places | (1 << place), operations + 1);
                if (place <= device.Copy) shown |= 1 << number;
            }
            if (shown != (1 << device.Made) - 1) Assert.Fail($"Its device no longer shows what it made. {string.Join("; ", all.ToArray())}");
        }
        if (places != (1 << (operations + 1)) - 2) Assert.Fail($"The server has taken something twice. {string.Join("; ", all.ToArray())}");
    }

    private static string EventOf(IEnumerable<ModelOperation> commits) =>
        MergeText.Of(commits.Aggregate(Replica.Start, (merged, operation) => Merge.Of(merged, operation.State)));

    private static IEnumerable<int[]> Made(int devices, int most) => devices == 0
        ? [[]]
        : Enumerable.Range(0, most + 1).SelectMany(own => Made(devices - 1, most - own).Select(others => (int[])[own, .. others]));

    private static IEnumerable<ModelOperation[]> Orders(ModelOperation[] operations) => operations.Length == 0
        ? [[]]
        : operations.SelectMany(first => Orders([.. operations.Where(other => other != first)]).Select(others => (ModelOperation[])[first, .. others]));

    private static int Number(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { } text ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : otherwise;
}
