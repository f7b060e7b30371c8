using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Storage.Embedded.Sqlite;

namespace Kalends.Storage.Embedded.Occurrences;

/// <summary>Faces as rows, and which of them readers must not see. Used on the writer's thread only.</summary>
internal sealed class FaceRows
{
    private static readonly Sql SelectLast = new(
        "SELECT max(coalesce((SELECT max(face_key) FROM faces), 0), coalesce((SELECT max(last_face) FROM hidden_faces), 0))");
    private static readonly Sql Insert = new("INSERT INTO faces (face_key, event_id, document) VALUES (?1, ?2, ?3)");
    private static readonly Sql Delete = new("DELETE FROM faces WHERE face_key BETWEEN ?1 AND ?2");
    private static readonly Sql HideRange = new("INSERT INTO hidden_faces (calendar_id, first_face, last_face) VALUES (?1, ?2, ?3)");
    private static readonly Sql ShowRange = new("DELETE FROM hidden_faces WHERE calendar_id = ?1 AND first_face = ?2");
    private long last = -1;

    public FaceRange Add(Connection connection, EventId @event, byte[][] documents)
    {
        if (documents.Length == 0) return FaceRange.None;
        if (last < 0) last = ReadLast(connection);
        var range = new FaceRange(last + 1, last + documents.Length);
        last = range.Last;
        for (int at = 0; at < documents.Length; at++)
            connection.Use(Insert).Bind(1, range.First + at).Bind(2, @event.Value).Bind(3, documents[at]).Run();
        return range;
    }

    public static void Remove(Connection connection, FaceRange range) =>
        connection.Use(Delete).Bind(1, range.First).Bind(2, range.Last).Run();

    public static void Hide(Connection connection, CalendarId calendar, FaceRange range) =>
        connection.Use(HideRange).Bind(1, calendar.Value).Bind(2, range.First).Bind(3, range.Last).Run();

    public static void Show(Connection connection, CalendarId calendar, FaceRange range) =>
        connection.Use(ShowRange).Bind(1, calendar.Value).Bind(2, range.First).Run();

    private static long ReadLast(Connection connection)
    {
        using Statement row = connection.Use(SelectLast);
        row.Step();
        return row.Integer(0);
    }
}
