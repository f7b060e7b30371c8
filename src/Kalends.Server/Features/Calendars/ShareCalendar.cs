using Kalends.Domain;
using Kalends.Domain.Calendars;
using Kalends.Domain.Identity;
using Kalends.Server.Hosting.Calls;
using Kalends.Storage;

namespace Kalends.Server.Features.Calendars;

/// <summary>Grants somebody a permission on a calendar, or changes it.</summary>
internal sealed class ShareCalendar(StorageSet storage) : ICalendarOperation
{
    public async Task<Reply> Handle(Call call, CalendarView view)
    {
        var body = await call.ReadBody();
        var draft = new ShareDraft(body.Text("email"), body.Text("userId"), body.Text("permission"));
        if (!call.Accepts(draft.Check(), out var wanted, out var refused)) return refused;
        var member = wanted.Email is null ? "userId" : "email";
        if (await FindGrantee(wanted, call) is not { } grantee) return Refusal.Invalid.Of(member, "names nobody who has an account here");
        if (grantee.Id == view.Calendar.OwnerId) return Refusal.Invalid.Of(member, "names the owner, who needs no share");

        var since = await FindBeginning(view.Calendar, grantee.Id, call);
        var share = new Share(view.Calendar.Id, view.Calendar.OwnerId, grantee.Id, wanted.Permission, since ?? call.Now);
        var isNew = await storage.Calendars.PutShare(share, call.Cancellation);
        return Reply.Of(isNew ? 201 : 200, ShareBody.From(share, grantee), CalendarJson.Default.ShareBody);
    }

    private async Task<User?> FindGrantee(CheckedShare wanted, Call call)
    {
        var id = wanted.UserId ?? await storage.Users.FindByEmail(wanted.Email!.Value, call.Cancellation);
        return id is { } known ? await storage.Users.Find(known, call.Cancellation) : null;
    }

    /// <summary>A share whose permission changes has been there since it was first made.</summary>
    private async Task<NodaTime.Instant?> FindBeginning(Calendar calendar, UserId grantee, Call call)
    {
        var shares = await storage.Calendars.ListShares(calendar, call.Cancellation);
        return shares.FirstOrDefault(share => share.UserId == grantee)?.CreatedAt;
    }
}
