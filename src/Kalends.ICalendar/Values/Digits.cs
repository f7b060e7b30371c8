namespace Kalends.ICalendar;

/// <summary>A cursor over ASCII values of fixed shape. Each step answers whether it could be taken.</summary>
internal ref struct Digits(ReadOnlySpan<byte> text)
{
    private ReadOnlySpan<byte> rest = text;

    public readonly bool IsAtEnd => rest.IsEmpty;

    public bool TrySkip(char expected)
    {
        if (rest.IsEmpty || (rest[0] | 0x20) != (expected | 0x20)) return false;
        rest = rest[1..];
        return true;
    }

    /// <summary>Exactly this many digits.</summary>
    public bool TryFixed(int count, out int number)
    {
        number = 0;
        if (rest.Length < count) return false;
        foreach (var octet in rest[..count])
        {
            if (!char.IsAsciiDigit((char)octet)) return false;
            number = (number * 10) + octet - '0';
        }
        rest = rest[count..];
        return true;
    }

    /// <summary>One to nine digits.</summary>
    public bool TryNumber(out int number)
    {
        var length = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        number = 0;
        return (length < 0 ? rest.Length : length) is > 0 and <= 9 and var digits && TryFixed(digits, out number);
    }

    /// <summary>An optional sign; +1 without one.</summary>
    public int Sign()
    {
        if (TrySkip('-')) return -1;
        TrySkip('+');
        return 1;
    }
}
