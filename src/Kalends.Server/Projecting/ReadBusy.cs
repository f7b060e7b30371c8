using System.Collections.Immutable;
using Kalends.Domain.Identity;
using Kalends.Domain.Occurrences;
using Kalends.Domain.Time;
using Kalends.Storage;
using Kalends.Storage.Occurrences;
using NodaTime;

namespace Kalends.Server.Projecting;

/// <summary>A user's time that is asked for.</summary>
internal sealed record BusyRange(UserId User, TimeRange Range, Instant Now);

/// <summary>
/// What keeps a user busy: in the calendars the user owns, and events elsewhere that the user has accepted; declined instances are free.
/// </summary>
internal sealed class ReadBusy(StorageSet storage, ExpandEvents expand, ReadInvitations invitations)
{
    public async Task<ImmutableArray<BusyOccurrence>> Run(BusyRange asked, CancellationToken cancellation)
    {
        var views = await storage.Calendars.ListOwned(asked.User, cancellation);
        var own = views.Select(view => view.Calendar).Where(calendar => calendar.Deleted is null).ToDictionary(calendar => calendar.Id);
        var page = await storage.Occurrences.ReadBusy(
            new BusyQuery(asked.User, [.. own.Keys.Order()], new Interval(asked.Range.From, asked.Range.To)), cancellation);
        var indexed = page.Items.ToLookup(item => item.CalendarId, item => item.Occurrence);
        var found = new List<BusyOccurrence>();
        foreach (var coverage in page.Calendars)
        {
            var range = new RangeQuery(own[coverage.CalendarId], asked.Range.From, asked.Range.To) { Limit = int.MaxValue };
            found.AddRange(await ReadOwn(range, coverage, indexed[coverage.CalendarId], cancellation));
        }
        var elsewhere = page.Items.Where(item => !own.ContainsKey(item.CalendarId)).Select(item => item.Occurrence.EventId).ToHashSet();
        var attended = await invitations.Run(new InvitationQuery(asked, own, elsewhere), cancellation);
        found.RemoveAll(attended.IsDeclined);
        found.AddRange(attended.AcceptedElsewhere(asked.Range).Where(item => item.Occurrence.IsBusy));
        return [.. found.OrderBy(item => item.Occurrence, OccurrenceOrder.Instance)];
    }

    private async Task<IEnumerable<BusyOccurrence>> ReadOwn(
        RangeQuery range, CalendarCoverage coverage, IEnumerable<Occurrence> indexed, CancellationToken cancellation)
    {
        var isCovered = coverage.Covered.Covers(range);
        if (isCovered && coverage.Unprojected.IsEmpty)
            return indexed.Select(occurrence => new BusyOccurrence(coverage.CalendarId, occurrence));
        var live = new FirstOccurrences(int.MaxValue);
        var seen = await expand.Run(new LiveQuery(range, !isCovered, coverage.Unprojected), live, cancellation);
        return live.InOrder().Where(occurrence => occurrence.IsBusy)
            .Concat(indexed.Where(occurrence => !seen.Contains(occurrence.EventId) && (isCovered || !occurrence.Face.Recurring)))
            .Select(occurrence => new BusyOccurrence(coverage.CalendarId, occurrence));
    }
}
