using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Server.Projecting;
using Kalends.Storage;
using Kalends.Storage.Occurrences;
using NodaTime;

namespace Kalends.Server.Work;

/// <summary>Projects events, one after the other; one that fails is logged and left for later.</summary>
internal sealed class ProjectDue(StorageSet storage, ProjectEvent project, FinishMove finishMove, ProjectDueNews news)
{
    /// <summary>How many were tried: none when all of them wait after a failure.</summary>
    public async Task<int> Run(ImmutableArray<ProjectionDue> due, ProjectionBackoff backoff, Instant now, CancellationToken stopping)
    {
        var tried = 0;
        foreach (var one in due.Where(one => !backoff.Holds(one, now)))
        {
            tried++;
            try
            {
                await Project(one, now, stopping);
                backoff.Succeeded(one);
            }
            catch (Exception exception) when (!stopping.IsCancellationRequested)
            {
                backoff.Failed(one, now);
                news.Log.CannotProject(one.CalendarId, one.EventId, exception);
            }
        }
        return tried;
    }

    private async Task Project(ProjectionDue due, Instant now, CancellationToken stopping)
    {
        var @event = await storage.Events.Find(due.CalendarId, due.EventId, stopping)
            ?? throw new InvalidOperationException("The event to be projected is not there.");
        if (@event.MovedTo is not null)
        {
            await finishMove.Run(@event, now, stopping);
            return;
        }
        var calendar = await FindCalendar(due.CalendarId, stopping);
        var settings = await storage.Events.ReadReminders(due.CalendarId, due.EventId, stopping);
        var source = new ProjectionSource(@event, calendar, settings);
        var late = await project.NotifyLate(source, new Interval(Instant.MinValue, now), stopping);
        // Before the projection: once that is there, nobody would look for them again.
        if (!late.IsEmpty) await storage.Notifications.Add(late, stopping);
        var projection = await project.Run(source, now, stopping);
        await storage.Occurrences.Apply(projection, stopping);
        if (!late.IsEmpty || !projection.Notifications.IsEmpty) news.Due.Tell();
    }

    private async Task<Calendar> FindCalendar(CalendarId id, CancellationToken stopping) =>
        (await storage.Calendars.Find(id, default, stopping))?.Calendar
            ?? throw new InvalidOperationException("The event's calendar is not there.");
}

/// <summary>Whom it tells what has happened.</summary>
internal sealed record ProjectDueNews(DueNews Due, ILogger<ProjectDue> Log);
