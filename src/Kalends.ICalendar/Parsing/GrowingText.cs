namespace Kalends.ICalendar;

/// <summary>Octets that pile up and are cleared for the next use.</summary>
internal sealed class GrowingText(int capacity = 1024)
{
    private byte[] octets = GC.AllocateUninitializedArray<byte>(capacity);

    public int Length { get; private set; }

    /// <summary>What was written, and room behind it. What it holds never changes unless this is cleared.</summary>
    public byte[] Octets => octets;

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
