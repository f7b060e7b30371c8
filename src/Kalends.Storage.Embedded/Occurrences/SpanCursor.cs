using Kalends.Domain.Occurrences;
using Kalends.Storage.Embedded.Sqlite;

namespace Kalends.Storage.Embedded.Occurrences;

/// <summary>
/// One span class of a calendar, in order: a single range of the table. An occurrence of the class that ends behind <c>from</c> starts no
/// earlier than the class's longest span before it.
/// </summary>
internal sealed class SpanCursor : IDisposable
{
    private static readonly Sql[] Select = [.. Enumerable.Range(0, OccurrenceRows.Spans.Length).Select(span => new Sql(
        $"""
        SELECT {OccurrenceRows.Names} FROM occurrences o
        WHERE o.calendar_id = ?1 AND o.span = {span} AND (o.start, o.occurrence_id) > (?2, ?3) AND o.start < ?4
            AND (o.end > ?5 OR o.start >= ?5) AND o.flags & ?6 = 0
        ORDER BY o.start, o.occurrence_id
        """))];

    private readonly Statement rows;
    private readonly List<FaceRange> hidden;
    private long start;
    private OccurrenceId? id;

    private SpanCursor(Statement rows, List<FaceRange> hidden) => (this.rows, this.hidden) = (rows, hidden);

    /// <summary>The current row.</summary>
    public Statement Row => rows;

    public long Face => rows.Integer(2);

    /// <summary>Opens a class and goes to its first occurrence; null if it has none in the range.</summary>
    public static SpanCursor? Open(Connection connection, int span, OccurrenceScan scan)
    {
        Statement rows = connection.Use(Select[span]).Bind(1, scan.Calendar.Value);
        long longest = OccurrenceRows.Spans[span];
        long earliest = longest == long.MaxValue ? long.MinValue : scan.From - longest;
        if (scan.After is { } after && after.Start.ToUnixTimeSeconds() >= earliest) rows.Bind(2, after.Start).Bind(3, after.Id.Value);
        else rows.Bind(2, earliest).Bind(3, default(ReadOnlySpan<byte>));
        rows.Bind(4, scan.To).Bind(5, scan.From).Bind(6, scan.LeftOut);
        var cursor = new SpanCursor(rows, scan.Hidden);
        if (cursor.Advance()) return cursor;
        cursor.Dispose();
        return null;
    }

    public bool Advance()
    {
        while (rows.Step())
        {
            if (hidden.Count > 0 && hidden.Exists(range => range.Contains(Face))) continue;
            start = rows.Integer(0);
            id = null;
            return true;
        }
        return false;
    }

    public bool IsBefore(SpanCursor other) =>
        start != other.start ? start < other.start : (id ??= ReadId()).CompareTo(other.id ??= other.ReadId()) < 0;

    public void Dispose() => rows.Dispose();

    private OccurrenceId ReadId() => new(rows.Identifier(1));
}
