using Kalends.Domain;
using Kalends.Domain.Identity;
using Kalends.Domain.Notifications;
using Kalends.Server.Hosting.Calls;
using Kalends.Server.Hosting.Json;
using Kalends.Server.Projecting;
using Kalends.Storage;

namespace Kalends.Server.Features.Notifications;

/// <summary>Sets how the caller wants to be told. What the body does not name stays as it is.</summary>
internal sealed class SetNotificationPreferences(StorageSet storage, DomainRules rules, RenewNotifications renew) : IOperation
{
    public async Task<Reply> Handle(Call call)
    {
        var draft = Read(await call.ReadBody());
        while (true)
        {
            var user = await call.ReadUser(storage.Users);
            if (!call.Accepts(draft.Check(rules, user.Preferences), out var preferences, out var refused)) return refused;
            var changed = user with { Preferences = preferences, Revision = user.Revision + 1 };
            if (!await storage.Users.TryReplace(changed, call.Cancellation)) continue;
            await renew.Run(changed, call.Now, call.Cancellation);
            var phone = await storage.Receivers.FindPhone(user.Id, call.Cancellation);
            return Reply.Ok(NotificationPreferencesBody.From(preferences, phone?.Verified), NotificationsJson.Default.NotificationPreferencesBody);
        }
    }

    private static NotificationPreferencesDraft Read(Members body)
    {
        var channels = body.Object("channels");
        var sms = channels?.Object("sms");
        sms?.Ignore("verified");
        var quiet = body.Object("quietHours");
        var digest = body.Object("digest");
        digest?.Require("at");
        return new NotificationPreferencesDraft
        {
            Email = channels?.Object("email")?.Flag("enabled"),
            Push = channels?.Object("push")?.Flag("enabled"),
            Sms = sms?.Flag("enabled"),
            Webhook = channels?.Object("webhook")?.Flag("enabled"),
            PhoneNumber = sms?.Text("phoneNumber"),
            DefaultReminders = body.Integers("defaultReminders"),
            QuietHours = quiet is null ? null : new DaySpanDraft(quiet.Text("start"), quiet.Text("end")),
            NamesQuietHours = body.Has("quietHours"),
            DigestAt = digest?.Text("at"),
            NamesDigest = body.Has("digest"),
        };
    }
}
