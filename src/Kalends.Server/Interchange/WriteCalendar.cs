using System.IO.Pipelines;
using Kalends.Domain;
using Kalends.Domain.Calendars;
using Kalends.Domain.Interchange;
using Kalends.ICalendar;
using Kalends.Server.Projecting;
using Kalends.Storage.Occurrences;
using Kalends.Storage.Users;

namespace Kalends.Server.Interchange;

/// <summary>
/// Writes a calendar as iCalendar text, a piece at a time. VTIMEZONEs come first, and what they must say is known only when all events
/// have been seen: events are held until then as text, and those for which that would be too much are read twice.
/// </summary>
internal sealed class WriteCalendar(DomainRules rules, ReadLive live, ReadRange range, WriterParts parts)
{
    private const int PageSize = 2_500;
    private static readonly NominalDuration RefreshInterval = new(IsNegative: false, 0, 0, Hours: 1, 0, 0);

    public async Task Run(CalendarText text, PipeWriter output, CancellationToken cancellation)
    {
        var piped = new PipedCalendar(output, cancellation);
        piped.Writer.Begin("VCALENDAR");
        foreach (var property in CalendarHead.Of(text.Calendar)) piped.Writer.Write(property);
        if (text.IsFeed) foreach (var property in CalendarHead.Refreshing(RefreshInterval)) piped.Writer.Write(property);
        if (text.Permission < Permission.View) await WriteBusy(text, piped, cancellation);
        else await WriteEvents(text, piped, cancellation);
        piped.Writer.End();
        await piped.Flush();
    }

    private async Task WriteEvents(CalendarText text, PipedCalendar piped, CancellationToken cancellation)
    {
        var shown = Shown(text);
        var zones = new UsedZones(rules, text.Calendar.TimeZone);
        var held = new HeldText();
        var place = new LivePlace();
        LivePlace? left = null;
        await foreach (var @event in live.Run(text.Calendar.Id, place, cancellation))
        {
            var components = await shown.Of(@event, cancellation);
            zones.Add(@event, components);
            if (left is not null) continue;
            held.Add(components);
            if (held.IsFull) left = place.Copy();
        }
        await piped.Write(zones.Write());
        await held.MoveTo(piped);
        if (left is null) return;
        await foreach (var @event in live.Run(text.Calendar.Id, left, cancellation)) await piped.Write(await shown.Of(@event, cancellation));
    }

    /// <summary>Single blocks: that they belong to a series would tell more than when somebody is busy.</summary>
    private async Task WriteBusy(CalendarText text, PipedCalendar piped, CancellationToken cancellation)
    {
        var shown = Shown(text);
        var window = ProjectionWindow.Around(text.Now);
        var query = new RangeQuery(text.Calendar, window.Start, window.End) { Limit = PageSize };
        while (true)
        {
            var page = await range.Run(query, cancellation);
            await piped.Write(page.Items.Where(occurrence => occurrence.IsBusy).Select(shown.Busy));
            if (!page.HasMore) return;
            query = query with { After = new OccurrenceKey(page.Items[^1].Times.Start, page.Items[^1].Id) };
        }
    }

    private ShownEvents Shown(CalendarText text) => new(text, rules, parts.Users, parts.Uids);
}

/// <summary>What events are written with.</summary>
internal sealed record WriterParts(IUserStore Users, BusyUids Uids);
