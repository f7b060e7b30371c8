using Kalends.Domain;
using Kalends.Server.Delivery;
using Kalends.Server.Hosting.Calls;
using Kalends.Server.Projecting;
using Kalends.Storage;

namespace Kalends.Server.Features.Notifications;

/// <summary>Ends mail to whoever the token is of, without signing in: a mail program does it in one request (RFC 8058).</summary>
internal sealed class Unsubscribe(StorageSet storage, MessageLinks links, RenewNotifications renew) : IOperation
{
    public async Task<Reply> Handle(Call call)
    {
        if (call.Query.Text("token") is not { } token || links.ReadToken(token) is not { } id) return new Refusal.NotFound("subscription");
        while (await storage.Users.Find(id, call.Cancellation) is { Preferences: var preferences } user)
        {
            if (!preferences.Channels.Email) return Reply.NoContent;
            var changed = user with
            {
                Preferences = preferences with { Channels = preferences.Channels with { Email = false } }, Revision = user.Revision + 1,
            };
            if (!await storage.Users.TryReplace(changed, call.Cancellation)) continue;
            await renew.Run(changed, call.Now, call.Cancellation);
            return Reply.NoContent;
        }
        return new Refusal.NotFound("subscription");
    }
}
