namespace Kalends.Domain.Tests.Merging.Protocol;

/// <summary>
/// One state of the protocol: everything durable and everything on the network. The devices are in the order of their bits, because no step
/// depends on which device is which: states that differ only in the devices' names are one.
/// </summary>
internal readonly record struct ModelState(UInt128 Key)
{
    internal const int MostDevices = 128 / ModelDevice.Width;
    private const ulong DeviceMask = (1UL << ModelDevice.Width) - 1;

    internal static ModelState Of(ReadOnlySpan<ModelDevice> devices)
    {
        Span<ModelDevice> ordered = stackalloc ModelDevice[devices.Length];
        for (var count = 0; count < devices.Length; count++)
        {
            var at = count;
            for (; at > 0 && ordered[at - 1].Bits > devices[count].Bits; at--) ordered[at] = ordered[at - 1];
            ordered[at] = devices[count];
        }
        UInt128 key = 0;
        foreach (var device in ordered) key = (key << ModelDevice.Width) | device.Bits;
        return new ModelState(key);
    }

    internal void Read(Span<ModelDevice> devices)
    {
        for (var device = 0; device < devices.Length; device++) devices[device] = new ModelDevice((ulong)(Key >> (device * ModelDevice.Width)) & DeviceMask);
    }
}
