using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Storage.Embedded.Occurrences;
using Kalends.Storage.Embedded.Sqlite;
using Kalends.Storage.Events;

namespace Kalends.Storage.Embedded.Events;

/// <summary>Writes a commit within the writer's transaction: everything is checked before the first row is written.</summary>
internal sealed class CommitWriter(ProjectionWriter projections, CalendarRoom room)
{
    public CommitResult Write(Connection connection, PreparedCommit prepared)
    {
        EventCommit commit = prepared.Commit;
        var rows = new EventRow?[prepared.Events.Length];
        for (int at = 0; at < rows.Length; at++)
        {
            Event after = prepared.Events[at].After;
            rows[at] = EventRow.Find(connection, commit.Calendar, after.Id);
            if (after.Revision != (rows[at]?.Revision ?? 0) + 1) return new CommitResult.Overtaken(after.Id);
        }
        foreach (ReminderSetting setting in commit.Reminders)
            if (!IsThere(connection, commit, setting.EventId)) return new CommitResult.Overtaken(setting.EventId);
        int added = rows.Count(row => row is null);
        if (added > 0 && !commit.MayOverfill && FindFull(connection, commit.Calendar, added) is { } full) return full;

        long sequence = rows.Length > 0 ? FeedRows.TakeNext(connection, commit.Calendar, added) : FeedRows.Read(connection, commit.Calendar).Head;
        for (int at = 0; at < rows.Length; at++) EventRows.Put(connection, prepared.Events[at], rows[at], sequence);
        foreach (ReminderSetting setting in commit.Reminders)
            ReminderRows.Set(connection, EventRow.Find(connection, commit.Calendar, setting.EventId)!.Value.Key, setting);
        foreach (PreparedProjection projection in prepared.Projections) projections.Replace(connection, projection);
        return new CommitResult.Committed(sequence);
    }

    /// <summary>Why the calendar has no room for so many more.</summary>
    public CommitResult.Full? FindFull(Connection connection, CalendarId calendar, int more) =>
        room.Refuse(FeedRows.CountEvents(connection, calendar) + more);

    private static bool IsThere(Connection connection, EventCommit commit, EventId @event) =>
        commit.Events.Any(change => change.After.Id == @event) || EventRow.Find(connection, commit.Calendar, @event) is not null;
}
