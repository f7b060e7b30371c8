using System.Buffers;
using System.Buffers.Text;
using System.Globalization;

namespace Kalends.ICalendar;

/// <summary>GEO (RFC 5545, 3.8.1.6): latitude -90 to 90 and longitude -180 to 180, in degrees, north and east positive.</summary>
public readonly record struct GeoPosition(double Latitude, double Longitude)
{
    private static readonly SearchValues<byte> FloatOctets = SearchValues.Create("+-.0123456789"u8);

    /// <summary>Reads a value; null when it is none. A comma between the two, which some write, passes for the semicolon.</summary>
    public static GeoPosition? Parse(ReadOnlySpan<byte> raw)
    {
        var separator = raw.IndexOfAny(";,"u8);
        if (separator < 0) return null;
        var first = raw[..separator].Trim(" \\"u8);
        if (ParseFloat(first) is not { } latitude || ParseFloat(raw[(separator + 1)..]) is not { } longitude) return null;
        return Math.Abs(latitude) <= 90 && Math.Abs(longitude) <= 180 ? new GeoPosition(latitude, longitude) : null;
    }

    /// <summary>The value as it is written.</summary>
    public override string ToString() => $"{FormatFloat(Latitude)};{FormatFloat(Longitude)}";

    /// <summary>FLOAT (3.3.7): no exponent, no infinity.</summary>
    internal static double? ParseFloat(ReadOnlySpan<byte> raw)
    {
        var trimmed = raw.Trim((byte)' ');
        if (trimmed.ContainsAnyExcept(FloatOctets)) return null;
        if (trimmed.Length > 1 && trimmed[0] == '+') trimmed = trimmed[1..];
        return Utf8Parser.TryParse(trimmed, out double value, out var used) && used == trimmed.Length && double.IsFinite(value) ? value : null;
    }

    internal static string FormatFloat(double value) =>
        value.ToString("0.##################", CultureInfo.InvariantCulture);
}
