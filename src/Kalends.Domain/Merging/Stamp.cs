using System.Buffers;
using System.Globalization;

namespace Kalends.Domain.Merging;

/// <summary>
/// When and where something was written: a hybrid logical time, then the device. No two writes have the same; all replicas order them alike.
/// </summary>
/// <param name="Time">Milliseconds since 1970 in the upper 48 bits, a count in the lower 16.</param>
/// <param name="Device">Decides where two devices wrote at the same time.</param>
public readonly record struct Stamp(ulong Time, DeviceId Device) : IComparable<Stamp>
{
    private const int Digits = 16;
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>Of what is there since the event was made; lower than every other.</summary>
    public static Stamp None => default;

    /// <inheritdoc/>
    public int CompareTo(Stamp other) => Time != other.Time ? Time.CompareTo(other.Time) : Device.CompareTo(other.Device);

    /// <summary>Two numbers of 16 hexadecimal digits with a dash; texts order as stamps do.</summary>
    public override string ToString() => $"{TimeText(Time)}-{Device}";

    /// <summary>16 hexadecimal digits.</summary>
    public static string TimeText(ulong time) => time.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>Reads what <see cref="TimeText"/> writes.</summary>
    public static bool TryReadTime(ReadOnlySpan<char> text, out ulong time)
    {
        time = 0;
        return text.Length == Digits && !text.ContainsAnyExcept(HexDigits)
            && ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out time);
    }

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static bool TryRead(string? text, out Stamp stamp)
    {
        stamp = default;
        if (text is not { Length: 2 * Digits + 1 } || text[Digits] != '-') return false;
        if (!TryReadTime(text.AsSpan(0, Digits), out var time) || !TryReadTime(text.AsSpan(Digits + 1), out var device)) return false;
        stamp = new Stamp(time, new DeviceId(device));
        return true;
    }
}
