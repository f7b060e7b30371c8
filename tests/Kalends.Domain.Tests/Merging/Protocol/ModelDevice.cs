namespace Kalends.Domain.Tests.Merging.Protocol;

/// <summary>
/// What a device has on its disk, its messages on the network, and where the server's order has its operations. It keeps its operations as
/// sets of their numbers, which are in the order of making. All of it is 40 bits, so that a state is one number.
/// </summary>
internal readonly record struct ModelDevice(ulong Bits)
{
    internal const int Width = 40;
    internal const int MostOperations = 4;
    private const int PlaceWidth = 3, FirstPlace = Width - (MostOperations * PlaceWidth);

    /// <summary>How many operations it has made.</summary>
    internal int Made { get => Read(0, 3); init => Bits = Written(0, 3, value); }

    /// <summary>Those without an answer.</summary>
    internal int Log { get => Read(3, 4); init => Bits = Written(3, 4, value); }

    /// <summary>How much of the server's order its copy has.</summary>
    internal int Copy { get => Read(7, 3); init => Bits = Written(7, 3, value); }

    /// <summary>On its way to the server.</summary>
    internal int? Request { get => ReadOptional(10); init => Bits = Written(10, 5, value + 1 ?? 0); }

    /// <summary>A request on its way from before the device died; nobody waits for its answer.</summary>
    internal int? Late { get => ReadOptional(15); init => Bits = Written(15, 5, value + 1 ?? 0); }

    /// <summary>On its way back: what it answers.</summary>
    internal int? Answer { get => ReadOptional(20); init => Bits = Written(20, 5, value + 1 ?? 0); }

    /// <summary>How much of the server's order the answer tells.</summary>
    internal int Told { get => Read(25, 3); init => Bits = Written(25, 3, value); }

    /// <summary>Those that the server has committed.</summary>
    internal int Committed
    {
        get
        {
            var committed = 0;
            for (var number = 0; number < MostOperations; number++)
                if (PlaceOf(number) > 0) committed |= 1 << number;
            return committed;
        }
    }

    /// <summary>Where the server's order has an operation, from 1 on; 0 where it has not.</summary>
    internal int PlaceOf(int number) => Read(FirstPlace + (number * PlaceWidth), PlaceWidth);

    internal ModelDevice WithPlace(int number, int place) => new(Written(FirstPlace + (number * PlaceWidth), PlaceWidth, place));

    /// <summary>
    /// Without what no step can tell any more, so that states with the same future are one: the server has a late operation already; what is
    /// sent or answered is no longer in the log, to which nothing comes back; the copy has all that an answer would bring.
    /// </summary>
    internal ModelDevice Normal()
    {
        var late = Late & ~Committed;
        var answer = Answer & Log;
        var isTaken = answer is null || (answer == 0 && Told == Copy);
        return this with { Request = Request & Log, Late = late == 0 ? null : late, Answer = isTaken ? null : answer, Told = isTaken ? 0 : Told };
    }

    public override string ToString() =>
        $"made {Made}, log {Log:b4}, copy {Copy}, request {Request:b4}, late {Late:b4}, answer {Answer:b4} told {Told}, places {string.Join(' ', Enumerable.Range(0, MostOperations).Select(PlaceOf))}";

    private int? ReadOptional(int from) => Read(from, 5) is > 0 and var value ? value - 1 : null;

    private int Read(int from, int width) => (int)(Bits >> from) & ((1 << width) - 1);

    private ulong Written(int from, int width, int value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(value, 1 << width);
        return (Bits & ~(((1UL << width) - 1) << from)) | ((ulong)value << from);
    }
}
