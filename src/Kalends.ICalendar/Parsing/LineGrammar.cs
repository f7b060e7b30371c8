using System.Buffers;
using System.Text;

namespace Kalends.ICalendar;

/// <summary>What was found out about a content line that keeps to the grammar.</summary>
internal readonly record struct LineShape(int NameLength, int ValueStart, bool HasSmallLetters, bool HasOddName, bool IsQuotedPrintable);

/// <summary><c>contentline = name *(";" param ) ":" value</c> (RFC 5545, 3.1), names also with small letters, <c>_</c> and <c>.</c></summary>
internal static class LineGrammar
{
    private enum Octet : byte
    {
        Other,
        Name,
        Small,
        Odd,
    }

    private static readonly Octet[] Octets = [.. Enumerable.Range(0, 256).Select(Classify)];
    private static readonly SearchValues<byte> Capitals =
        SearchValues.Create([.. Enumerable.Range(0, 256).Where(octet => Classify(octet) == Octet.Name).Select(octet => (byte)octet)]);

    /// <summary>The name of a line that keeps to the grammar.</summary>
    public static ReadOnlySpan<byte> NameOf(ReadOnlySpan<byte> line) => line[..line.IndexOfAny((byte)':', (byte)';')];

    public static bool TryScan(ReadOnlySpan<byte> line, out LineShape shape)
    {
        var capitals = line.IndexOfAnyExcept(Capitals);
        if (capitals is > 0 and <= ContentLine.MaxNameLength && line[capitals] == ':')
        {
            shape = new LineShape(capitals, capitals + 1, HasSmallLetters: false, HasOddName: false, IsQuotedPrintable: false);
            return true;
        }
        var scan = new Scan(line);
        if (scan.TryName() && scan.TryParameters())
        {
            shape = scan.Shape;
            return true;
        }
        shape = default;
        return false;
    }

    /// <summary>Puts the names of a scanned line into capitals.</summary>
    public static void Capitalise(Span<byte> line, in LineShape shape)
    {
        Ascii.ToUpperInPlace(line[..shape.NameLength], out _);
        for (var at = shape.NameLength; line[at] == ';';)
        {
            var length = line[at..].IndexOf((byte)'=');
            Ascii.ToUpperInPlace(line.Slice(at, length), out _);
            at += length;
            do at += 1 + LengthOfValue(line[(at + 1)..]);
            while (line[at] == ',');
        }
    }

    public static bool IsName(ReadOnlySpan<byte> name)
    {
        foreach (var octet in name)
            if (Octets[octet] == Octet.Other) return false;
        return name.Length is > 0 and <= ContentLine.MaxNameLength;
    }

    private static Octet Classify(int octet) => (char)octet switch
    {
        >= 'A' and <= 'Z' or >= '0' and <= '9' or '-' => Octet.Name,
        >= 'a' and <= 'z' => Octet.Small,
        '_' or '.' => Octet.Odd,
        _ => Octet.Other,
    };

    /// <summary>The octets of a parameter value; -1 when it does not keep to the grammar.</summary>
    private static int LengthOfValue(ReadOnlySpan<byte> rest)
    {
        if (rest.Length == 0) return -1;
        if (rest[0] != '"')
        {
            var end = rest.IndexOfAny(",;:\""u8);
            return end >= 0 && rest[end] == '"' ? -1 : end;
        }
        var close = rest[1..].IndexOf((byte)'"');
        return close < 0 || close + 2 == rest.Length || rest[close + 2] is not ((byte)',' or (byte)';' or (byte)':') ? -1 : close + 2;
    }

    private ref struct Scan(ReadOnlySpan<byte> line)
    {
        private readonly ReadOnlySpan<byte> line = line;
        private int at;
        private int nameLength;
        private bool hasSmall;
        private bool hasOdd;
        private bool isQuotedPrintable;

        public readonly LineShape Shape => new(nameLength, at + 1, hasSmall, hasOdd, isQuotedPrintable);

        public bool TryName()
        {
            nameLength = SkipName();
            return nameLength is > 0 and <= ContentLine.MaxNameLength && at < line.Length;
        }

        public bool TryParameters()
        {
            while (line[at] == ';')
            {
                at++;
                var length = SkipName();
                if (length is 0 or > ContentLine.MaxNameLength || at == line.Length || line[at] != '=') return false;
                var isEncoding = length == 8 && Ascii.EqualsIgnoreCase(line.Slice(at - length, length), "ENCODING"u8);
                do
                {
                    at++;
                    length = LengthOfValue(line[at..]);
                    if (length < 0) return false;
                    isQuotedPrintable |= isEncoding && length == 16 && Ascii.EqualsIgnoreCase(line.Slice(at, length), "QUOTED-PRINTABLE"u8);
                    at += length;
                }
                while (line[at] == ',');
            }
            return line[at] == ':';
        }

        private int SkipName()
        {
            var start = at;
            // Nearly all names are capitals, and this looks at sixteen at once.
            var capitals = line[at..].IndexOfAnyExcept(Capitals);
            at = capitals < 0 ? line.Length : at + capitals;
            for (; at < line.Length; at++)
            {
                var octet = Octets[line[at]];
                if (octet == Octet.Other) break;
                hasSmall |= octet == Octet.Small;
                hasOdd |= octet == Octet.Odd;
            }
            return at - start;
        }
    }
}
