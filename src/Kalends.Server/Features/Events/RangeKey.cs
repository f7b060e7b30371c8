using System.Globalization;
using Kalends.Domain;
using Kalends.Domain.Calendars;
using Kalends.Server.Projecting;
using Kalends.Storage.Occurrences;
using NodaTime;

namespace Kalends.Server.Features.Events;

/// <summary>
/// Everything that a page of a range depends on but for the tzdb: with the same key it has the same items. The calendar's version stands
/// for its zone, the sequence for its events.
/// </summary>
internal sealed record RangeKey(CalendarId Calendar, long CalendarVersion, long Sequence)
{
    public required Instant From { get; init; }

    public required Instant To { get; init; }

    public required OccurrenceKey? After { get; init; }

    public required int Limit { get; init; }

    public required bool WithCancelled { get; init; }

    /// <summary>Owners see what editors see.</summary>
    public required Permission Level { get; init; }

    public static RangeKey Of(RangeQuery query, Permission permission, long sequence) => new(query.Calendar.Id, query.Calendar.Version, sequence)
    {
        From = query.From,
        To = query.To,
        After = query.After,
        Limit = query.Limit,
        WithCancelled = query.WithCancelled,
        Level = permission > Permission.Edit ? Permission.Edit : permission,
    };

    /// <summary>The entity tag under the URL that asked, which names range and page.</summary>
    public string Tag(DomainRules rules) =>
        string.Create(CultureInfo.InvariantCulture, $"\"{Sequence}.{CalendarVersion}.{(int)Level}.{Stamp(rules.TzdbVersion)}\"");

    /// <summary>Whether the client says it has this very answer (RFC 9110, 13.1.2).</summary>
    public bool IsKnownTo(HttpRequest request, DomainRules rules)
    {
        var known = request.Headers.IfNoneMatch;
        return known.Count > 0 && known.Any(tags => tags is not null && tags.Contains(Tag(rules), StringComparison.Ordinal));
    }

    private static string Stamp(string tzdb) => string.Concat(tzdb.Where(char.IsAsciiLetterOrDigit));
}
