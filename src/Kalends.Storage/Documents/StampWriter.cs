using System.Collections.Immutable;
using System.Text;
using Kalends.Domain.Merging;

namespace Kalends.Storage.Documents;

/// <summary>Writes stamps and what goes with them as varints.</summary>
internal sealed class StampWriter
{
    private const int CountBits = 16;
    private readonly List<byte> bytes = [];
    private readonly ImmutableArray<DeviceId> devices;
    private readonly ulong around;

    /// <param name="devices">All that occur.</param>
    /// <param name="around">A time near most of the others.</param>
    public StampWriter(ImmutableArray<DeviceId> devices, ulong around)
    {
        (this.devices, this.around) = (devices, around);
        Number(devices.Length);
        foreach (DeviceId device in devices) bytes.AddRange(BitConverter.GetBytes(device.Value));
    }

    public byte[] ToArray() => [.. bytes];

    public void Number(long value) => Varint(((ulong)value << 1) ^ (ulong)(value >> 63));

    public void Text(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        Number(utf8.Length);
        bytes.AddRange(utf8);
    }

    public void Identifier(Guid value) => bytes.AddRange(value.ToByteArray());

    public void Stamp(Stamp stamp)
    {
        Number(devices.IndexOf(stamp.Device));
        Time(stamp.Time);
    }

    public void Knowledge(Knowledge known)
    {
        Time(known.Below);
        Number(known.Spans.Count);
        foreach ((DeviceId device, ImmutableArray<KnownSpan> spans) in known.Spans)
        {
            Number(devices.IndexOf(device));
            Number(spans.Length);
            foreach (KnownSpan span in spans)
            {
                Time(span.From);
                Time(span.To);
            }
        }
    }

    /// <summary>One byte for 0 and 1, which are no times but beginnings; else milliseconds apart, and the count where there is one.</summary>
    private void Time(ulong time)
    {
        if (time <= 1)
        {
            Number((long)time);
            return;
        }
        ulong count = time & ((1 << CountBits) - 1);
        long apart = (long)(around >> CountBits) - (long)(time >> CountBits);
        ulong zigzag = ((ulong)apart << 1) ^ (ulong)(apart >> 63);
        Number((long)(zigzag << 1 | (count > 0 ? 1UL : 0)) + 2);
        if (count > 0) Number((long)count);
    }

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7) bytes.Add((byte)(value | 0x80));
        bytes.Add((byte)value);
    }
}
