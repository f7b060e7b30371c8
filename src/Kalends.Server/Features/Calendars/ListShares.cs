using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Server.Hosting;
using Kalends.Server.Hosting.Calls;
using Kalends.Server.Hosting.Paging;
using Kalends.Storage;

namespace Kalends.Server.Features.Calendars;

/// <summary>Lists whom a calendar is shared with, oldest share first.</summary>
internal sealed class ListShares(StorageSet storage) : ICalendarOperation
{
    public async Task<Reply> Handle(Call call, CalendarView view)
    {
        var asked = call.Pages.Read();
        if (call.Refused() is { } refused) return refused;
        var page = (await storage.Calendars.ListShares(view.Calendar, call.Cancellation)).Cut(asked, Position);
        var items = ImmutableArray.CreateBuilder<ShareBody>(page.Items.Length);
        foreach (var share in page.Items)
        {
            if (await storage.Users.Find(share.UserId, call.Cancellation) is { } grantee) items.Add(ShareBody.From(share, grantee));
        }
        var next = page.HasMore ? call.Pages.Next(Position(page.Items[^1])) : null;
        return Reply.Ok(new SharePage(items.DrainToImmutable(), next), CalendarJson.Default.SharePage);
    }

    private static string Position(Share share) => $"{Instants.Format(share.CreatedAt)} {share.UserId}";
}
