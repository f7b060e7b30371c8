using System.Globalization;

namespace Kalends.StartOrder;

/// <summary>A program's symbols by address.</summary>
internal sealed class Symbols
{
    // Statics and the linker's own are laid out by rules of their own.
    private static readonly string[] Fixed = ["__GCSTATICS", "__NONGCSTATICS", "_DYNAMIC", "_GLOBAL_OFFSET_TABLE_"];

    private readonly (ulong Address, string Name)[] all;

    private Symbols((ulong Address, string Name)[] all) => this.all = all;

    public ulong Lowest => all[0].Address;

    public ulong Highest => all[^1].Address;

    /// <param name="path">What nm has printed: address, type, name.</param>
    public static Symbols Read(string path) => new([.. File.ReadLines(path)
        .Select(line => line.Split(' ', 3))
        .Where(parts => parts.Length == 3)
        .Select(parts => (ulong.Parse(parts[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture), parts[2]))
        .Where(symbol => symbol.Item1 > 0)
        .OrderBy(symbol => symbol.Item1)]);

    /// <summary>The names that were touched, the first to be touched first.</summary>
    public IEnumerable<string> ByFirstTouch(FirstTouches touches)
    {
        var touched = new List<(uint Touch, string Name)>();
        for (int at = 0; at < all.Length; at++)
        {
            int next = at + 1;
            while (next < all.Length && all[next].Address == all[at].Address) next++;
            ulong end = next < all.Length ? all[next].Address : Highest;
            if (touches.Of(all[at].Address, end) is > 0 and var touch && !Fixed.Any(prefix => all[at].Name.StartsWith(prefix, StringComparison.Ordinal)))
                touched.Add((touch, all[at].Name));
        }
        return touched.OrderBy(symbol => symbol.Touch).Select(symbol => symbol.Name).Distinct(StringComparer.Ordinal);
    }
}
