using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Occurrences;
using Kalends.Storage.Embedded.Sqlite;
using NodaTime;

namespace Kalends.Storage.Embedded.Occurrences;

/// <summary>Occurrences as rows: narrow, since what siblings have in common lies in their face.</summary>
internal static class OccurrenceRows
{
    /// <summary>What <see cref="Read"/> reads, in this order, of the table named <c>o</c>.</summary>
    public const string Names = "o.start, o.occurrence_id, o.face_key, o.end, o.start_offset, o.end_offset, o.original, o.original_offset";

    /// <summary>Flags that keep an occurrence out of a list.</summary>
    public const long Cancelled = 1, NotBusy = 3;

    /// <summary>The longest span of each class, in seconds; an occurrence lies in the first that holds it.</summary>
    public static readonly long[] Spans = [86_400, 8 * 86_400, 64 * 86_400, long.MaxValue];

    private const long Transparent = 2;

    private static readonly Sql Insert = new(
        """
        INSERT INTO occurrences
            (calendar_id, span, start, occurrence_id, face_key, flags, end, start_offset, end_offset, original, original_offset)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
        """);
    private static readonly Sql Delete = new("DELETE FROM occurrences WHERE face_key BETWEEN ?1 AND ?2");
    private static readonly Sql DeleteSome = new(
        """
        DELETE FROM occurrences WHERE (calendar_id, span, start, occurrence_id, face_key) IN (
            SELECT calendar_id, span, start, occurrence_id, face_key FROM occurrences WHERE face_key BETWEEN ?1 AND ?2 LIMIT ?3)
        """);
    private static readonly Sql CountUpTo = new(
        "SELECT count(*) FROM (SELECT 1 FROM occurrences WHERE face_key BETWEEN ?1 AND ?2 LIMIT ?3)");

    public static void Add(Connection connection, CalendarId calendar, Occurrence occurrence, long face)
    {
        OccurrenceTimes times = occurrence.Times;
        (long start, long end) = (times.Start.ToUnixTimeSeconds(), times.End.ToUnixTimeSeconds());
        connection.Use(Insert).Bind(1, calendar.Value).Bind(2, Array.FindIndex(Spans, longest => end - start <= longest)).Bind(3, start)
            .Bind(4, occurrence.Id.Value).Bind(5, face).Bind(6, Flags(occurrence.Face)).Bind(7, end).Bind(8, times.StartOffset.Seconds)
            .Bind(9, times.EndOffset.Seconds).Bind(10, times.Original).Bind(11, times.OriginalOffset.Seconds).Run();
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

    public static Occurrence Read(Statement row, FaceEntry face) => new(
        new OccurrenceId(row.Identifier(1)),
        face.EventId,
        new OccurrenceTimes(
            row.Instant(0), row.Instant(3), Offset.FromSeconds((int)row.Integer(4)), Offset.FromSeconds((int)row.Integer(5)),
            row.Instant(6), Offset.FromSeconds((int)row.Integer(7))),
        face.Face);

    private static long Flags(Face face) =>
        (face.Status == EventStatus.Cancelled ? Cancelled : 0) | (face.Transparency == Transparency.Transparent ? Transparent : 0);
}
