using System.Collections.Immutable;
using Kalends.Domain.Merging;

namespace Kalends.Domain.Tests.Merging;

/// <summary>The n-th operation of a device.</summary>
internal readonly record struct ModelOperation(int Device, int Number)
{
    public override string ToString() => $"{Device}{Number}";
}

/// <summary>An answer on its way: what it answers, and how much of the server's order it tells.</summary>
internal sealed record ModelAnswer(ImmutableArray<ModelOperation> Operations, int Told);

/// <summary>What a device has on its disk, and its messages on the network.</summary>
/// <param name="Made">How many operations it has made.</param>
/// <param name="Log">Those without an answer.</param>
/// <param name="Copy">How much of the server's order its copy has.</param>
internal sealed record ModelDevice(int Made, ImmutableArray<ModelOperation> Log, int Copy)
{
    internal ImmutableArray<ModelOperation>? Request { get; init; }

    internal ModelAnswer? Answer { get; init; }
}

/// <summary>
/// One state of the protocol: everything durable and everything on the network. The server's event is the fold of the operations it has
/// committed, in that order.
/// </summary>
internal sealed record ModelState(ImmutableArray<ModelOperation> Committed, ImmutableArray<ModelDevice> Devices)
{
    internal static ModelState Start(int devices) => new([], [.. Enumerable.Repeat(new ModelDevice(0, [], 0), devices)]);

    internal string Key => string.Join('|', Devices.Select(Text).Prepend(string.Join(' ', Committed)));

    internal ModelState With(int device, ModelDevice changed) => this with { Devices = Devices.SetItem(device, changed) };

    private static string Text(ModelDevice device) =>
        $"{device.Made};{string.Join(' ', device.Log)};{device.Copy};{Text(device.Request)};{Text(device.Answer?.Operations)}:{device.Answer?.Told}";

    private static string Text(ImmutableArray<ModelOperation>? operations) => operations is { } some ? $"[{string.Join(' ', some)}]" : "";
}

/// <summary>The protocol's steps, each with every way in which it can go wrong: messages lost, late and twice, and processes that die.</summary>
/// <param name="most">Operations in all.</param>
internal sealed class ProtocolModel(int most)
{
    private static readonly string[] Paths = ["title", "time", "attendees/b"];

    /// <summary>Off, to see that the checks notice a server that takes repeats for news.</summary>
    internal bool RecognisesRepeats { get; init; } = true;

    internal IEnumerable<ModelState> Next(ModelState state) => Enumerable.Range(0, state.Devices.Length).SelectMany(device => Next(state, device));

    /// <summary>All are left alone with the server: what is unanswered is sent again, and every answer arrives.</summary>
    internal ModelState Settle(ModelState state)
    {
        foreach (var operation in state.Devices.SelectMany(device => device.Log)) state = Commit(state, operation);
        return state with { Devices = [.. state.Devices.Select(device => new ModelDevice(device.Made, [], state.Committed.Length))] };
    }

    private IEnumerable<ModelState> Next(ModelState state, int number)
    {
        var device = state.Devices[number];
        if (state.Devices.Sum(one => one.Made) < most) // the edit is on the disk when the user sees it
            yield return state.With(number, device with { Made = device.Made + 1, Log = device.Log.Add(new ModelOperation(number, device.Made)) });
        if (device.Request is null) yield return state.With(number, device with { Request = device.Log });
        else foreach (var next in Work(state, number, device.Request.Value)) yield return next;
        if (device.Answer is not { } answer) yield break;
        var taken = device with { Log = device.Log.RemoveAll(answer.Operations.Contains), Copy = answer.Told };
        yield return state.With(number, taken with { Answer = null });
        yield return state.With(number, taken); // arrives again later
        yield return state.With(number, device with { Answer = null }); // lost, or the device dies before it is on its disk
    }

    /// <summary>The server commits operation by operation, and may die after each.</summary>
    private IEnumerable<ModelState> Work(ModelState state, int number, ImmutableArray<ModelOperation> request)
    {
        var device = state.Devices[number];
        yield return state.With(number, device with { Request = null }); // the request is lost
        foreach (var operation in request)
        {
            state = Commit(state, operation);
            yield return state.With(number, device with { Request = null });
        }
        var answered = device with { Answer = new ModelAnswer(request, state.Committed.Length) };
        yield return state.With(number, answered with { Request = null });
        yield return state.With(number, answered); // the network brings the request again
    }

    private ModelState Commit(ModelState state, ModelOperation operation)
    {
        var known = state.Committed.Aggregate(Knowledge.Creation, (knowledge, earlier) => knowledge.Join(StateOf(earlier).Known));
        var isRepeat = RecognisesRepeats && known.Covers(Of(operation).Stamp);
        return isRepeat ? state : state with { Committed = state.Committed.Add(operation) };
    }

    /// <summary>The event after these commits, by the merge that the product uses.</summary>
    internal static MergeState EventOf(IEnumerable<ModelOperation> commits) =>
        commits.Aggregate(Replica.Start, (merged, operation) => Merge.Of(merged, StateOf(operation)));

    private static MergeState StateOf(ModelOperation operation) => Of(operation).ToState();

    /// <summary>A title, a time, an invitation and a deletion in turn; the next device begins with the next of them.</summary>
    private static Operation Of(ModelOperation made)
    {
        var operation = new Operation(TimeOf(made), made.Number == 0 ? 0 : TimeOf(made with { Number = made.Number - 1 }).Time);
        var kind = (made.Device + made.Number) % 4;
        return kind == 3
            ? operation with { Deletes = Knowledge.Creation }
            : operation with { Changes = [new PartChange(Paths[kind], $"{made}")] };
    }

    private static Stamp TimeOf(ModelOperation made) => new((ulong)(made.Number * 10 + made.Device + 10), new DeviceId((ulong)made.Device + 1));
}
