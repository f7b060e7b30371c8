using System.Collections.Immutable;
using Kalends.Domain.Occurrences;
using Kalends.Server.Projecting;
using Kalends.Storage;
using Kalends.Storage.Occurrences;

namespace Kalends.Server.Delivery;

/// <summary>
/// What a user has on a day: in their own calendars, but what they have declined, and what they have accepted elsewhere. In order, and no
/// more of it than an agenda can show.
/// </summary>
internal sealed class ReadDay(StorageSet storage, ReadRange read, ReadInvitations invitations)
{
    private const int MostOccurrences = 200;

    public async Task<ImmutableArray<Occurrence>> Run(BusyRange asked, CancellationToken cancellation)
    {
        var views = await storage.Calendars.ListOwned(asked.User, cancellation);
        var own = views.Select(view => view.Calendar).Where(calendar => calendar.Deleted is null).ToDictionary(calendar => calendar.Id);
        var attended = await invitations.Run(new InvitationQuery(asked, own, Indexed: null), cancellation);
        var found = new FirstOccurrences(MostOccurrences);
        foreach (var calendar in own.Values)
        {
            var query = new RangeQuery(calendar, asked.Range.From, asked.Range.To) { Limit = MostOccurrences };
            var page = await read.Run(query, cancellation);
            found.Add(page.Items.Where(occurrence => !attended.IsDeclined(new BusyOccurrence(calendar.Id, occurrence))));
        }
        found.Add(attended.AcceptedElsewhere(asked.Range).Select(item => item.Occurrence).Order(OccurrenceOrder.Instance));
        return found.InOrder();
    }
}
