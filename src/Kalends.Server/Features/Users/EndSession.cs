using Kalends.Domain;
using Kalends.Server.Hosting.Calls;
using Kalends.Storage;

namespace Kalends.Server.Features.Users;

/// <summary>Logs out: the token of this very call is dead from then on.</summary>
internal sealed class EndSession(StorageSet storage) : IOperation
{
    public async Task<Reply> Handle(Call call)
    {
        if (call.Caller.TokenHash is not { } hash) return new Refusal.Forbidden("a token of another issuer ends there");
        await storage.Credentials.RemoveSession(call.UserId, hash, call.Cancellation);
        return Reply.NoContent;
    }
}
