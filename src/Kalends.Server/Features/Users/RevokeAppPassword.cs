using Kalends.Domain;
using Kalends.Server.Hosting.Calls;
using Kalends.Storage;

namespace Kalends.Server.Features.Users;

/// <summary>Takes an app password back; its program is signed out with the next request.</summary>
internal sealed class RevokeAppPassword(StorageSet storage) : IOperation
{
    public async Task<Reply> Handle(Call call) =>
        Guid.TryParseExact(call.Route("id"), "D", out var id) && await storage.Credentials.RemoveAppPassword(call.UserId, id, call.Cancellation)
            ? Reply.NoContent
            : new Refusal.NotFound("app password");
}
