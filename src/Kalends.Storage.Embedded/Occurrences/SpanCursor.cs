using Kalends.Storage.Embedded.Sqlite;

namespace Kalends.Storage.Embedded.Occurrences;

/// <summary>
/// One span class of a calendar, in order: a single range of the table. An occurrence of the class that ends behind <c>from</c> starts no
/// earlier than the class's longest span before it; the few of them that end earlier are left out here, since a test in SQL costs every
/// row more.
/// </summary>
internal sealed class SpanCursor : IDisposable
{
    private static readonly Sql[] Select = [.. Enumerable.Range(0, OccurrenceRows.Spans.Length).Select(span => new Sql(
        $"SELECT entry FROM occurrences WHERE calendar_id = ?1 AND span = {span} AND entry >= ?2 AND entry < ?3 ORDER BY entry"))];

    private readonly Statement rows;
    private readonly OccurrenceScan scan;
    private OccurrenceEntry current;

    private SpanCursor(Statement rows, OccurrenceScan scan) => (this.rows, this.scan) = (rows, scan);

    public ref readonly OccurrenceEntry Current => ref current;

    /// <summary>Opens a class and goes to its first occurrence; null if it has none in the range.</summary>
    public static SpanCursor? Open(Connection connection, int span, OccurrenceScan scan)
    {
        Span<byte> bound = stackalloc byte[OccurrenceEntry.Size];
        Statement rows = connection.Use(Select[span]).Bind(1, scan.Calendar.Value).Bind(2, bound[..Begin(bound, span, scan)]);
        OccurrenceEntry.WriteStart(bound, scan.To);
        var cursor = new SpanCursor(rows.Bind(3, bound[..sizeof(long)]), scan);
        if (cursor.Advance()) return cursor;
        cursor.Dispose();
        return null;
    }

    public bool Advance()
    {
        while (rows.Step())
        {
            current = OccurrenceEntry.Read(rows.Bytes(0));
            if (scan.Wants(current)) return true;
        }
        return false;
    }

    public bool IsBefore(SpanCursor other) => current.Times.StartSeconds != other.current.Times.StartSeconds
        ? current.Times.StartSeconds < other.current.Times.StartSeconds
        : current.Id.CompareTo(other.current.Id) < 0;

    public void Dispose() => rows.Dispose();

    /// <summary>Writes where the range of the class begins; how many bytes it is, none for the beginning of time.</summary>
    private static int Begin(Span<byte> bound, int span, OccurrenceScan scan)
    {
        long longest = OccurrenceRows.Spans[span];
        long earliest = longest == long.MaxValue ? long.MinValue : scan.From - longest;
        if (scan.After is { } after && after.Start.ToUnixTimeSeconds() is var start && start >= earliest)
            return OccurrenceEntry.WriteBehind(bound, start, after.Id);
        if (earliest == long.MinValue) return 0;
        OccurrenceEntry.WriteStart(bound, earliest);
        return sizeof(long);
    }
}
