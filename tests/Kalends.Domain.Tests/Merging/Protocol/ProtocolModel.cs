namespace Kalends.Domain.Tests.Merging.Protocol;

/// <summary>
/// The protocol's steps, each with every way in which it can go wrong: messages lost, late and twice, and processes that die. The server knows
/// a repeat by what it has committed, as the product's <see cref="Kalends.Domain.Merging.Knowledge"/> does (a test of its own).
/// </summary>
/// <param name="devices">How many there are.</param>
/// <param name="most">Operations in all.</param>
internal sealed class ProtocolModel(int devices, int most)
{
    /// <summary>Off, to see that the checks notice a server that takes repeats for news.</summary>
    internal bool RecognisesRepeats { get; init; } = true;

    /// <summary>Off, to see that no state is missed because of <see cref="ModelDevice.Normal"/>.</summary>
    internal bool LeavesOut { get; init; } = true;

    internal int Devices => devices;

    internal ModelState Start => ModelState.Of(new ModelDevice[devices]);

    /// <summary>Puts the states that can follow into a list.</summary>
    internal void ReadNext(ReadOnlySpan<ModelDevice> all, List<ModelState> next)
    {
        next.Clear();
        Span<ModelDevice> changed = stackalloc ModelDevice[all.Length];
        all.CopyTo(changed);
        var (made, length) = (0, 0);
        foreach (var device in all)
        {
            made += device.Made;
            for (var number = 0; number < device.Made; number++) length = Math.Max(length, device.PlaceOf(number));
        }
        for (var at = 0; at < all.Length; at++)
        {
            var steps = new DeviceSteps(this, all[at], length);
            steps.Take(canMake: made < most);
            foreach (var one in steps.Next)
            {
                changed[at] = LeavesOut ? one.Normal() : one;
                next.Add(ModelState.Of(changed));
            }
            changed[at] = all[at];
        }
    }
}
