using Kalends.Domain.Calendars;
using Kalends.Server.Projecting;
using Kalends.Storage.Occurrences;
using NodaTime;

namespace Kalends.Server.Features.Events;

/// <summary>
/// Everything that a page of a range depends on but for the tzdb and the events: with the same key, at the same sequence of the calendar, it
/// has the same items. The calendar's version stands for its zone.
/// </summary>
internal sealed record RangeKey(CalendarId Calendar, long CalendarVersion)
{
    public required Instant From { get; init; }

    public required Instant To { get; init; }

    public required OccurrenceKey? After { get; init; }

    public required int Limit { get; init; }

    public required bool WithCancelled { get; init; }

    /// <summary>Owners see what editors see.</summary>
    public required Permission Level { get; init; }

    public static RangeKey Of(RangeQuery query, Permission permission) =>
        new(query.Calendar.Id, query.Calendar.Version)
        {
            From = query.From,
            To = query.To,
            After = query.After,
            Limit = query.Limit,
            WithCancelled = query.WithCancelled,
            Level = permission > Permission.Edit ? Permission.Edit : permission,
        };
}
