using Kalends.Server.Hosting.Calls;
using Kalends.Storage.Users;

namespace Kalends.Server.Features.Notifications;

/// <summary>Tells how the caller wants to be told.</summary>
internal sealed class GetNotificationPreferences(IUserStore users) : IOperation
{
    public async Task<Reply> Handle(Call call)
    {
        var user = await call.ReadUser(users);
        return Reply.Ok(NotificationPreferencesBody.From(user.Preferences), NotificationsJson.Default.NotificationPreferencesBody);
    }
}
