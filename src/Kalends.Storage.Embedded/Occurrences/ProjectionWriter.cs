using Kalends.Domain.Calendars;
using Kalends.Storage.Embedded.Events;
using Kalends.Storage.Embedded.Notifications;
using Kalends.Storage.Embedded.Sqlite;
using Kalends.Storage.Occurrences;

namespace Kalends.Storage.Embedded.Occurrences;

/// <summary>
/// Writes projections within the writer's transaction. What is too large to remove there is hidden in it and swept later; readers leave
/// out what is hidden.
/// </summary>
internal sealed class ProjectionWriter(Action sweepLater)
{
    private static readonly Sql Switch = new(
        """
        UPDATE events
        SET projected = ?2, tzdb = ?3, window_start = ?4, window_end = ?5, first_face = ?6, last_face = ?7
        WHERE event_key = ?1
        """);
    private readonly FaceRows faces = new();

    /// <summary>Puts a small projection in place of the event's, unless that is of a later revision.</summary>
    public bool Replace(Connection connection, PreparedProjection prepared)
    {
        if (FindReplaceable(connection, prepared.Projection) is not { } row) return false;
        FaceRange range = faces.Add(connection, prepared.Projection.EventId, prepared.Faces);
        AddOccurrences(connection, prepared, range, 0..prepared.FaceOf.Length);
        SwitchTo(connection, row, prepared.Projection, range);
        return true;
    }

    /// <summary>Begins a large projection, hidden; null where the event has a later one, or is gone.</summary>
    public FaceRange? Begin(Connection connection, PreparedProjection prepared)
    {
        if (FindReplaceable(connection, prepared.Projection) is null) return null;
        FaceRange range = faces.Add(connection, prepared.Projection.EventId, prepared.Faces);
        FaceRows.Hide(connection, prepared.Projection.CalendarId, range);
        return range;
    }

    /// <summary>Writes some of the occurrences.</summary>
    public static void AddOccurrences(Connection connection, PreparedProjection prepared, FaceRange range, Range part)
    {
        (int from, int count) = part.GetOffsetAndLength(prepared.FaceOf.Length);
        for (int at = from; at < from + count; at++)
            OccurrenceRows.Add(
                connection, prepared.Projection.CalendarId, prepared.Projection.Occurrences[at], range.First + prepared.FaceOf[at]);
    }

    /// <summary>Shows a large projection, now wholly written, in place of the event's; false where that is later by now.</summary>
    public bool Finish(Connection connection, Projection projection, FaceRange range)
    {
        if (FindReplaceable(connection, projection) is not { } row) return false;
        FaceRows.Show(connection, projection.CalendarId, range);
        SwitchTo(connection, row, projection, range);
        return true;
    }

    /// <summary>Takes an event's projection away, but for its notifications.</summary>
    public void Remove(Connection connection, CalendarId calendar, EventRow row)
    {
        ParticipationRows.Remove(connection, row.Key);
        if (row.Faces.IsEmpty) return;
        if (OccurrenceRows.AreMoreThan(connection, row.Faces, PreparedProjection.SliceSize))
        {
            FaceRows.Hide(connection, calendar, row.Faces);
            sweepLater();
            return;
        }
        OccurrenceRows.Remove(connection, row.Faces);
        FaceRows.Remove(connection, row.Faces);
    }

    private void SwitchTo(Connection connection, EventRow row, Projection projection, FaceRange range)
    {
        Remove(connection, projection.CalendarId, row);
        connection.Use(Switch).Bind(1, row.Key).Bind(2, projection.Generation).Bind(3, projection.Tzdb)
            .Bind(4, projection.Window?.Start).Bind(5, projection.Window?.End).Bind(6, range.First).Bind(7, range.Last).Run();
        ParticipationRows.Replace(connection, row.Key, projection, range);
        NotificationRows.Replace(connection, projection);
    }

    private static EventRow? FindReplaceable(Connection connection, Projection projection)
    {
        EventRow? row = EventRow.Find(connection, projection.CalendarId, projection.EventId);
        return row is { } found && found.Projected <= projection.Generation && projection.Generation <= found.Revision ? row : null;
    }
}
