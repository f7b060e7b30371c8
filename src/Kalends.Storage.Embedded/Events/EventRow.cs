using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Storage.Embedded.Occurrences;
using Kalends.Storage.Embedded.Sqlite;

namespace Kalends.Storage.Embedded.Events;

/// <summary>What the writer needs to know of a stored event.</summary>
/// <param name="Key">What other tables refer to.</param>
/// <param name="Revision">Stored.</param>
/// <param name="Sequence">Of its last change.</param>
/// <param name="Projected">The revision its projection was made from, 0 if there is none.</param>
/// <param name="Faces">Of its projection.</param>
internal readonly record struct EventRow(long Key, long Revision, long Sequence, long Projected, FaceRange Faces)
{
    private static readonly Sql Select = new(
        "SELECT event_key, revision, sequence, projected, first_face, last_face FROM events WHERE event_id = ?1 AND calendar_id = ?2");

    public static EventRow? Find(Connection connection, CalendarId calendar, EventId @event)
    {
        using Statement row = connection.Use(Select).Bind(1, @event.Value).Bind(2, calendar.Value);
        if (!row.Step()) return null;
        var faces = row.IsNull(4) ? FaceRange.None : new FaceRange(row.Integer(4), row.Integer(5));
        return new EventRow(row.Integer(0), row.Integer(1), row.Integer(2), row.Integer(3), faces);
    }
}
