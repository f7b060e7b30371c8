using Kalends.Domain;
using Kalends.Domain.Calendars;
using Kalends.Server.Hosting.Calls;
using Kalends.Storage.Calendars;

namespace Kalends.Server.Features.Feeds;

/// <summary>Makes a secret address under which a calendar can be subscribed to. It is shown once; only its hash is kept.</summary>
internal sealed class CreateFeed(IFeedLinkStore links, DomainRules rules) : ICalendarOperation
{
    public async Task<Reply> Handle(Call call, CalendarView view)
    {
        var body = await call.ReadBody();
        var permission = PermissionWords.Read(body.RequiredText("permission"));
        if (body.Has("permission") && permission is not (Permission.FreeBusy or Permission.View)) body.Refuse("permission", "must be freebusy or view");
        var label = body.Text("label") ?? "";
        if (!IsLabel(label)) body.Refuse("label", $"must be one line of at most {rules.Limits.Title} characters");
        if (call.Refused() is { } refused) return refused;

        var secret = FeedSecret.Draw(view.Calendar.OwnerId, call.Ids);
        var link = new FeedLink
        {
            Id = call.Ids.NextGuid(),
            CalendarId = view.Calendar.Id,
            OwnerId = view.Calendar.OwnerId,
            Permission = permission!.Value,
            Label = label,
            SecretHash = secret.Hash,
            CreatedAt = call.Now,
        };
        await links.Add(link, call.Cancellation);
        return Reply.Created(FeedBody.From(link, secret), FeedJson.Default.FeedBody);
    }

    private bool IsLabel(string text) => !text.Any(char.IsControl) && text.EnumerateRunes().Count() <= rules.Limits.Title;
}
