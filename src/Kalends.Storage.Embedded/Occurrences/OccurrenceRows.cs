using Kalends.Domain.Calendars;
using Kalends.Domain.Occurrences;
using Kalends.Storage.Embedded.Sqlite;

namespace Kalends.Storage.Embedded.Occurrences;

/// <summary>Occurrences as rows: narrow, since what siblings have in common lies in their face.</summary>
internal static class OccurrenceRows
{
    /// <summary>The longest span of each class, in seconds; an occurrence lies in the first that holds it.</summary>
    public static readonly long[] Spans = [86_400, 8 * 86_400, 64 * 86_400, long.MaxValue];

    private static readonly Sql Insert = new("INSERT INTO occurrences (calendar_id, span, entry, face_key) VALUES (?1, ?2, ?3, ?4)");
    private static readonly Sql Delete = new("DELETE FROM occurrences WHERE face_key BETWEEN ?1 AND ?2");
    private static readonly Sql DeleteSome = new(
        """
        DELETE FROM occurrences WHERE (calendar_id, span, entry) IN (
            SELECT calendar_id, span, entry FROM occurrences WHERE face_key BETWEEN ?1 AND ?2 LIMIT ?3)
        """);
    private static readonly Sql CountUpTo = new(
        "SELECT count(*) FROM (SELECT 1 FROM occurrences WHERE face_key BETWEEN ?1 AND ?2 LIMIT ?3)");

    public static void Add(Connection connection, CalendarId calendar, Occurrence occurrence, long face)
    {
        long length = occurrence.Times.EndSeconds - occurrence.Times.StartSeconds;
        Span<byte> entry = stackalloc byte[OccurrenceEntry.Size];
        new OccurrenceEntry(occurrence, face).Write(entry);
        connection.Use(Insert).Bind(1, calendar.Value).Bind(2, Array.FindIndex(Spans, longest => length <= longest))
            .Bind(3, entry).Bind(4, face).Run();
    }

    public static void Remove(Connection connection, FaceRange faces) =>
        connection.Use(Delete).Bind(1, faces.First).Bind(2, faces.Last).Run();

    /// <summary>Removes at most so many; how many it was.</summary>
    public static int RemoveSome(Connection connection, FaceRange faces, int limit) =>
        connection.Use(DeleteSome).Bind(1, faces.First).Bind(2, faces.Last).Bind(3, limit).Run();

    public static bool AreMoreThan(Connection connection, FaceRange faces, int limit)
    {
        using Statement row = connection.Use(CountUpTo).Bind(1, faces.First).Bind(2, faces.Last).Bind(3, limit + 1L);
        return row.Step() && row.Integer(0) > limit;
    }
}
