using Kalends.Domain.Merging;

namespace Kalends.Domain.Tests.Merging.Protocol;

/// <summary>The n-th operation of a device.</summary>
internal readonly record struct ModelOperation(int Device, int Number)
{
    private static readonly string[] Paths = ["title", "time", "attendees/b"];

    internal Stamp Stamp => new((ulong)((Number * 10) + Device + 10), new DeviceId((ulong)Device + 1));

    /// <summary>A title, a time, an invitation and a deletion in turn; the next device begins with the next of them.</summary>
    internal MergeState State
    {
        get
        {
            var operation = new Operation(Stamp, Number == 0 ? 0 : (this with { Number = Number - 1 }).Stamp.Time);
            var kind = (Device + Number) % 4;
            return (kind == 3
                ? operation with { Deletes = Knowledge.Creation }
                : operation with { Changes = [new PartChange(Paths[kind], $"{Device}{Number}")] }).ToState();
        }
    }

    internal static IEnumerable<ModelOperation> All(int devices) =>
        Enumerable.Range(0, devices).SelectMany(device => Enumerable.Range(0, ModelDevice.MostOperations).Select(number => new ModelOperation(device, number)));
}
