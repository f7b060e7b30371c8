using Kalends.Domain.Identity;

namespace Kalends.Domain.Calendars;

/// <summary>A calendar with what decides the caller's rights on it, read together from the owner's shard.</summary>
/// <param name="Calendar">May lie in the trash.</param>
/// <param name="HasShares">Whether it reads as "shared".</param>
/// <param name="Grant">The caller's own share, if any.</param>
public sealed record CalendarView(Calendar Calendar, bool HasShares, Permission Grant)
{
    /// <summary>The caller's permission on a calendar that is not in the trash; in the trash only the owner has any.</summary>
    public Permission PermissionOf(UserId caller)
    {
        if (caller == Calendar.OwnerId) return Permission.Owner;
        if (Calendar.Deleted is not null) return Permission.None;
        return Calendar.IsPublic && Grant < Permission.View ? Permission.View : Grant;
    }
}
