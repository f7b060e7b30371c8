namespace Kalends.ICalendar;

/// <summary>Octets that pile up and are cleared for the next use.</summary>
internal sealed class GrowingText
{
    private byte[] octets = new byte[1024];

    public int Length { get; private set; }

    public Span<byte> Written => octets.AsSpan(0, Length);

    public void Append(ReadOnlySpan<byte> more)
    {
        if (octets.Length - Length < more.Length)
            Array.Resize(ref octets, Math.Max(octets.Length * 2, Length + more.Length));
        more.CopyTo(octets.AsSpan(Length));
        Length += more.Length;
    }

    public void Append(byte octet) => Append([octet]);

    public void Clear() => Length = 0;

    public byte[] ToArray() => Written.ToArray();
}
