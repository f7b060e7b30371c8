namespace Kalends.ICalendar;

/// <summary>
/// Components that pile up and are cleared for the next use. In pieces: an array that grew past 85,000 octets would lie where the collector
/// seldom looks, and until it does, every event of the calendar stays for the sake of an array that nobody uses.
/// </summary>
internal sealed class ComponentPile
{
    private const int PieceLength = 1024;

    private readonly List<Component[]> full = [];
    private Component[] last = [];
    private int used;

    public int Count => (full.Count * PieceLength) + used;

    public void Add(Component component)
    {
        if (used == PieceLength)
        {
            full.Add(last);
            (last, used) = ([], 0);
        }
        // Most hold few; an alarm or two.
        if (used == last.Length) Array.Resize(ref last, Math.Min(PieceLength, Math.Max(4, used * 4)));
        last[used++] = component;
    }

    public Component[] ToArray()
    {
        if (Count == 0) return [];
        var all = new Component[Count];
        for (var i = 0; i < full.Count; i++) full[i].CopyTo(all, i * PieceLength);
        Array.Copy(last, 0, all, full.Count * PieceLength, used);
        return all;
    }

    public void Clear()
    {
        full.Clear();
        Array.Clear(last, 0, used);
        used = 0;
    }
}
