using Kalends.Domain.Calendars;
using Kalends.Storage.Embedded.Sqlite;
using Kalends.Storage.Occurrences;

namespace Kalends.Storage.Embedded.Occurrences;

/// <summary>A range of one calendar, read as the merge of its span classes.</summary>
/// <param name="Calendar">The partition.</param>
/// <param name="From">Seconds since 1970.</param>
/// <param name="To">Seconds since 1970.</param>
/// <param name="LeftOut">Flags of occurrences that are not wanted.</param>
internal sealed record OccurrenceScan(CalendarId Calendar, long From, long To, int LeftOut)
{
    /// <summary>Takes an occurrence, or says that it has enough.</summary>
    public delegate bool Taker(in OccurrenceEntry entry);

    public OccurrenceKey? After { get; init; }

    /// <summary>Faces to leave out.</summary>
    public required List<FaceRange> Hidden { get; init; }

    /// <summary>Whether an entry that starts before the end belongs to the range.</summary>
    public bool Wants(in OccurrenceEntry entry) =>
        entry.Reaches(From) && (entry.Flags & LeftOut) == 0 && (Hidden.Count == 0 || !IsHidden(entry.Face));

    /// <summary>Gives each occurrence in order, until <paramref name="take"/> says that it has enough; whether it did.</summary>
    public bool Run(Connection connection, Taker take)
    {
        var open = new List<SpanCursor>(OccurrenceRows.Spans.Length);
        try
        {
            for (int span = 0; span < OccurrenceRows.Spans.Length; span++)
                if (SpanCursor.Open(connection, span, this) is { } cursor) open.Add(cursor);
            while (open.Count > 0)
            {
                SpanCursor first = open[0];
                for (int other = 1; other < open.Count; other++)
                    if (open[other].IsBefore(first)) first = open[other];
                if (!take(first.Current)) return true;
                if (first.Advance()) continue;
                first.Dispose();
                open.Remove(first);
            }
            return false;
        }
        finally
        {
            foreach (SpanCursor cursor in open) cursor.Dispose();
        }
    }

    private bool IsHidden(long face) => Hidden.Exists(range => range.Contains(face));
}
