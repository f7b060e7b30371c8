using System.Collections.Immutable;
using Kalends.Domain;
using Kalends.Domain.Access;
using Kalends.Domain.Calendars;
using Kalends.Domain.Occurrences;
using Kalends.Domain.Time;
using Kalends.Server.Hosting.Calls;
using Kalends.Server.Projecting;
using Kalends.Storage.Occurrences;

namespace Kalends.Server.Features.Events;

/// <summary>The range view: the occurrences that overlap [start, end), by start, then id.</summary>
internal sealed class ListOccurrences(DomainRules rules, ReadRange read, HotRanges hot, RangeTags tags) : ICalendarOperation
{
    public async Task<Reply> Handle(Call call, CalendarView view)
    {
        var page = call.Pages.Read();
        var withCancelled = call.Query.Flag("showCancelled") ?? false;
        var checkedRange = TimeRange.Check(call.Query.Text("start"), call.Query.Text("end"), rules.Limits);
        if (checkedRange is Checked<TimeRange>.Refused { Refusal: var broken }) return broken.After(call.Errors);
        if (call.Refused() is { } refused) return refused;
        var range = ((Checked<TimeRange>.Accepted)checkedRange).Value;
        var query = new RangeQuery(view.Calendar, range.From, range.To)
        {
            After = RangePosition.Read(page.After),
            Limit = page.Size,
            WithCancelled = withCancelled,
        };
        return await Read(call, query, view.PermissionOf(call.UserId));
    }

    private async Task<Reply> Read(Call call, RangeQuery query, Permission permission)
    {
        var key = RangeKey.Of(query, permission);
        if (hot.Knows(key) || RangeTags.AreSent(call.Request))
        {
            var current = await read.ReadSequence(query, call.Cancellation);
            var tag = tags.Of(key, current);
            if (RangeTags.IsKnown(call.Request, tag)) return new Reply(304) { ETag = tag };
            if (hot.Find(key, current) is { } ready) return Show(call, ready, tag);
        }
        var (items, next, sequence) = await ReadVisible(query, permission, call.Cancellation);
        var text = new RangeText(items, query.Calendar.Id, permission) { Next = next };
        return Show(call, hot.Keep(key, sequence, text), tags.Of(key, sequence));
    }

    /// <summary>Fills the page with what the caller may see; what is hidden takes no place on it.</summary>
    private async Task<(ImmutableArray<Occurrence> Items, OccurrenceKey? Next, long Sequence)> ReadVisible(
        RangeQuery query, Permission permission, CancellationToken cancellation)
    {
        var page = await read.Run(query, cancellation);
        // Where more than one reading fills the page, the first one's sequence stands for it: if the calendar changed in between, that is
        // in the past, and the page is neither kept nor taken for a newer one.
        var sequence = page.Sequence;
        if (permission >= Permission.Edit) return (page.Items, NextOf(page, query.Limit), sequence);
        var visible = ImmutableArray.CreateBuilder<Occurrence>(query.Limit);
        while (true)
        {
            foreach (var occurrence in page.Items)
            {
                if (permission.ShapeOf(occurrence) == Shape.Hidden) continue;
                if (visible.Count == query.Limit) return (visible.ToImmutable(), RangePosition.Of(visible[^1]), sequence);
                visible.Add(occurrence);
            }
            if (!page.HasMore) return (visible.ToImmutable(), null, sequence);
            page = await read.Run(query with { After = RangePosition.Of(page.Items[^1]) }, cancellation);
        }
    }

    private static OccurrenceKey? NextOf(RangePage page, int limit) => page.HasMore && limit > 0 ? RangePosition.Of(page.Items[^1]) : null;

    private static Reply Show(Call call, RangeText text, string? tag)
    {
        var token = text.Next is { } next ? call.Pages.Next(RangePosition.Text(next)) : null;
        return new Reply(200) { ETag = tag, Length = text.LengthWith(token), Body = output => text.Write(output, token) };
    }
}
