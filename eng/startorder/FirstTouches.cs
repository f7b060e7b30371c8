namespace Kalends.StartOrder;

/// <summary>When each word of a program that is loaded at a fixed address was first read, written or executed: a number in order; 0 for never.</summary>
internal sealed class FirstTouches(ulong low, ulong high)
{
    private const int WordBits = 2;

    // Lines are "I  04001000,3", " L 1ffeffe7e,8", " S ..." and " M ...".
    private const int AddressAt = 3;

    private readonly uint[] order = new uint[((high - low) >> WordBits) + 1];
    private uint count;

    /// <param name="trace">Lackey's, line by line; what else it says is passed over.</param>
    public void Read(Stream trace)
    {
        Span<byte> line = stackalloc byte[64];
        int length = 0;
        byte[] block = new byte[1 << 16];
        for (int read; (read = trace.Read(block)) > 0;)
            foreach (byte one in block.AsSpan(0, read))
                if (one == '\n')
                {
                    Touch(line[..length]);
                    length = 0;
                }
                else if (length < line.Length)
                {
                    line[length++] = one;
                }
    }

    /// <summary>The first touch of any word of the span; 0 for none.</summary>
    public uint Of(ulong start, ulong end)
    {
        uint first = 0;
        for (ulong word = (start - low) >> WordBits; word < (end - low + (1 << WordBits) - 1) >> WordBits && word < (ulong)order.Length; word++)
            if (order[word] is > 0 and var touch && (first == 0 || touch < first)) first = touch;
        return first;
    }

    private void Touch(ReadOnlySpan<byte> line)
    {
        if (line.Length <= AddressAt || (line[0] != 'I' && (line[0] != ' ' || line[1] is not ((byte)'L' or (byte)'S' or (byte)'M')))) return;
        ulong address = 0;
        foreach (byte digit in line[AddressAt..])
        {
            if (!char.IsAsciiHexDigit((char)digit)) break;
            address = (address << 4) | (uint)(digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
        }
        if (address < low || address > high) return;
        ref uint touch = ref order[(address - low) >> WordBits];
        if (touch == 0) touch = ++count;
    }
}
