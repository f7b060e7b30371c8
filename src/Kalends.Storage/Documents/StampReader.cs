using System.Collections.Immutable;
using System.Text;
using Kalends.Domain.Merging;

namespace Kalends.Storage.Documents;

/// <summary>Reads what <see cref="StampWriter"/> wrote. Damaged bytes are a <see cref="StorageException"/>.</summary>
internal ref struct StampReader
{
    private const int CountBits = 16;
    private readonly ImmutableArray<DeviceId> devices;
    private readonly ulong around;
    private ReadOnlySpan<byte> rest;

    public StampReader(ReadOnlySpan<byte> document, ulong around)
    {
        rest = document;
        this.around = around;
        var read = ImmutableArray.CreateBuilder<DeviceId>();
        for (long left = Number(); left > 0; left--) read.Add(new DeviceId(BitConverter.ToUInt64(Take(sizeof(ulong)))));
        devices = read.DrainToImmutable();
    }

    public long Number()
    {
        ulong value = 0;
        for (int at = 0, shift = 0; at < rest.Length && shift < 64; at++, shift += 7)
        {
            value |= (ulong)(rest[at] & 0x7F) << shift;
            if (rest[at] >= 0x80) continue;
            rest = rest[(at + 1)..];
            return (long)(value >> 1) ^ -(long)(value & 1);
        }
        throw Damaged();
    }

    public string Text() => Encoding.UTF8.GetString(Take(Number()));

    public Guid Identifier() => new(Take(16));

    public Stamp Stamp()
    {
        DeviceId device = Device();
        return new Stamp(Time(), device);
    }

    public Knowledge Knowledge()
    {
        ulong below = Time();
        var known = ImmutableSortedDictionary.CreateBuilder<DeviceId, ImmutableArray<KnownSpan>>();
        for (long left = Number(); left > 0; left--)
        {
            DeviceId device = Device();
            var spans = ImmutableArray.CreateBuilder<KnownSpan>();
            for (long more = Number(); more > 0; more--) spans.Add(new KnownSpan(Time(), Time()));
            known[device] = spans.DrainToImmutable();
        }
        return new Knowledge { Below = below, Spans = known.ToImmutable() };
    }

    private DeviceId Device() => Number() is var index && index >= 0 && index < devices.Length ? devices[(int)index] : throw Damaged();

    private ulong Time()
    {
        ulong coded = (ulong)Number();
        if (coded <= 1) return coded;
        ulong zigzag = (coded - 2) >> 1;
        ulong milliseconds = (around >> CountBits) - (ulong)((long)(zigzag >> 1) ^ -(long)(zigzag & 1));
        return (milliseconds << CountBits) | (((coded - 2) & 1) == 1 ? (ulong)Number() : 0);
    }

    private ReadOnlySpan<byte> Take(long length)
    {
        if (length < 0 || length > rest.Length) throw Damaged();
        ReadOnlySpan<byte> taken = rest[..(int)length];
        rest = rest[(int)length..];
        return taken;
    }

    private static StorageException Damaged() => new("What a stored event remembers for merging is damaged.");
}
