using Kalends.Domain.Calendars;
using NodaTime;

namespace Kalends.Server.Features.Calendars;

/// <summary>How long a deleted calendar can be brought back.</summary>
internal static class CalendarTrash
{
    public static readonly Duration Retention = Duration.FromDays(30);

    /// <summary>Whether a deleted calendar is gone for good, swept away or not yet.</summary>
    public static bool IsOver(Calendar calendar, Instant now) => calendar.Deleted is { } deletion && deletion.At + Retention <= now;
}
