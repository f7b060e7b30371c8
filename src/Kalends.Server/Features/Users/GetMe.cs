using Kalends.Server.Hosting.Calls;
using Kalends.Storage;

namespace Kalends.Server.Features.Users;

/// <summary>Reads the caller's own account.</summary>
internal sealed class GetMe(StorageSet storage) : IOperation
{
    public async Task<Reply> Handle(Call call) =>
        Reply.Ok(UserBody.WithPreferences(await call.ReadUser(storage.Users)), UserJson.Default.UserBody);
}
