using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Identity;

namespace Kalends.Storage.Calendars;

/// <summary>
/// Calendars and grants, sharded by the owner; a directory finds the owner of a calendar; links at the grantee feed "shared with me"
/// and may lag or lie: a grant is only what the owner's shard says.
/// </summary>
public interface ICalendarStore
{
    /// <summary>The id of a new calendar from a random positive number. A set that shards gives one that lies where its owner lies.</summary>
    CalendarId Place(UserId owner, long drawn) => new(drawn);

    /// <summary>Makes the calendar unless its id exists; false if so.</summary>
    Task<bool> TryCreate(Calendar calendar, CancellationToken cancellation);

    /// <summary>The calendar with the caller's grant on it, also from the trash; null if there never was one or it is purged.</summary>
    ValueTask<CalendarView?> Find(CalendarId calendar, UserId caller, CancellationToken cancellation);

    /// <summary>What <see cref="Find"/> gives for each, by what was asked; what is not there is absent.</summary>
    Task<ImmutableArray<SeenCalendar>> FindMany(IReadOnlyCollection<CalendarSight> asked, CancellationToken cancellation) =>
        Many.Read(asked, async (sight, end) => await Find(sight.Calendar, sight.Caller, end) is { } view ? new SeenCalendar(sight, view) : null, cancellation);

    /// <summary>Stores <paramref name="calendar"/> if the stored version is the one before its own; else false.</summary>
    Task<bool> TryReplace(Calendar calendar, CancellationToken cancellation);

    /// <summary>The user's own, trash included, by id.</summary>
    Task<ImmutableArray<CalendarView>> ListOwned(UserId owner, CancellationToken cancellation);

    /// <summary>Calendars that were shared with the user at some time: candidates, to be checked by <see cref="Find"/>.</summary>
    Task<ImmutableArray<CalendarId>> ListLinked(UserId grantee, CancellationToken cancellation);

    /// <summary>Grants, or changes the permission of a grant and keeps its date; true if there was no grant before.</summary>
    Task<bool> PutShare(Share share, CancellationToken cancellation);

    /// <summary>Whether there was a grant to take away.</summary>
    Task<bool> RemoveShare(Calendar calendar, UserId grantee, CancellationToken cancellation);

    /// <summary>All grants on the calendar, by user id.</summary>
    Task<ImmutableArray<Share>> ListShares(Calendar calendar, CancellationToken cancellation);

    /// <summary>Every calendar, for background work, by id. What was made or changed a moment ago may be missing or old.</summary>
    Task<Page<Calendar>> ListAll(CalendarId? after, int limit, CancellationToken cancellation);

    /// <summary>Forgets a calendar in the trash, its grants and links, for good. Its events are purged before.</summary>
    Task Purge(Calendar calendar, CancellationToken cancellation);
}

/// <summary>A calendar as a user sees it.</summary>
public readonly record struct CalendarSight(CalendarId Calendar, UserId Caller);

/// <summary>A calendar that was asked for, with the caller's grant on it.</summary>
public sealed record SeenCalendar(CalendarSight Asked, CalendarView View);
