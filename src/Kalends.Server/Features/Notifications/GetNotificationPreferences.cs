using Kalends.Server.Hosting.Calls;
using Kalends.Storage;

namespace Kalends.Server.Features.Notifications;

/// <summary>Tells how the caller wants to be told.</summary>
internal sealed class GetNotificationPreferences(StorageSet storage) : IOperation
{
    public async Task<Reply> Handle(Call call)
    {
        var user = await call.ReadUser(storage.Users);
        var phone = await storage.Receivers.FindPhone(user.Id, call.Cancellation);
        return Reply.Ok(NotificationPreferencesBody.From(user.Preferences, phone?.Verified), NotificationsJson.Default.NotificationPreferencesBody);
    }
}
