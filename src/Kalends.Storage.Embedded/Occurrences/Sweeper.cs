using System.Collections.Concurrent;
using Kalends.Domain.Calendars;
using Kalends.Storage.Embedded.Sqlite;

namespace Kalends.Storage.Embedded.Occurrences;

/// <summary>
/// Removes hidden occurrences in the background, some at a time, so that other writes get their turn. What a dead process left hidden is
/// swept at the next start.
/// </summary>
internal sealed class Sweeper(Database database)
{
    private static readonly Sql SelectHidden = new("SELECT calendar_id, first_face, last_face FROM hidden_faces");
    private readonly ConcurrentDictionary<long, bool> begun = new();
    private readonly Lock gate = new();
    private Task sweep = Task.CompletedTask;
    private bool wanted;
    private bool running;
    private volatile bool stopped;

    /// <summary>Tells of work; done when the writer has time.</summary>
    public void SweepLater()
    {
        lock (gate)
        {
            wanted = true;
            if (running || stopped) return;
            running = true;
            sweep = Task.Run(Sweep);
        }
    }

    /// <summary>Leaves alone what is hidden only until it is wholly written.</summary>
    public void Spare(FaceRange range) => begun[range.First] = true;

    /// <summary>Takes it on again.</summary>
    public void Release(FaceRange range) => begun.TryRemove(range.First, out _);

    public Task Stop()
    {
        stopped = true;
        lock (gate) return sweep;
    }

    private async Task Sweep()
    {
        while (TakeWork())
            try
            {
                while (!stopped && await database.Write(this, static (connection, sweeper) => sweeper.SweepSome(connection), default)) { }
            }
            catch (StorageException)
            {
                // The disk failed. It stays hidden until the next sweep.
            }
    }

    private bool TakeWork()
    {
        lock (gate)
        {
            running = wanted && !stopped;
            wanted = false;
            return running;
        }
    }

    private bool SweepSome(Connection connection)
    {
        if (FindHidden(connection) is not { } hidden) return false;
        if (OccurrenceRows.RemoveSome(connection, hidden.Faces, PreparedProjection.SliceSize) == PreparedProjection.SliceSize) return true;
        FaceRows.Remove(connection, hidden.Faces);
        FaceRows.Show(connection, hidden.Calendar, hidden.Faces);
        return true;
    }

    private (CalendarId Calendar, FaceRange Faces)? FindHidden(Connection connection)
    {
        using Statement rows = connection.Use(SelectHidden);
        while (rows.Step())
            if (!begun.ContainsKey(rows.Integer(1)))
                return (new CalendarId(rows.Integer(0)), new FaceRange(rows.Integer(1), rows.Integer(2)));
        return null;
    }
}
