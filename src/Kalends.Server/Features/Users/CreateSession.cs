using Kalends.Domain.Identity;
using Kalends.Server.Hosting;
using Kalends.Server.Hosting.Calls;
using Kalends.Server.Hosting.Problems;
using Kalends.Server.Identity;
using Kalends.Storage;
using Kalends.Storage.Users;
using NodaTime;

namespace Kalends.Server.Features.Users;

/// <summary>Logs somebody in. Whether the address or the password is wrong shows neither in the answer nor in the time it takes.</summary>
internal sealed class CreateSession(StorageSet storage, PasswordHashing passwords, LogInThrottle throttle, ServerOptions options) : IOperation
{
    /// <summary>An id that no user has: looking up its hash takes as long as any other.</summary>
    private static readonly UserId Nobody = new(0);

    public async Task<Reply> Handle(Call call)
    {
        var body = await call.ReadBody();
        var (email, password) = (body.RequiredText("email"), body.RequiredText("password"));
        if (call.Refused() is { } refused) return refused;

        var (address, account) = (call.RemoteAddress, new EmailAddress(email!));
        if (throttle.Refuse(address, account) is { } wait) return ProblemKinds.TooMany(wait);
        var user = await storage.Users.FindByEmail(account, call.Cancellation) ?? Nobody;
        var hash = await storage.Users.FindPasswordHash(user, call.Cancellation);
        switch (await passwords.Verify(password!, hash, call.Cancellation))
        {
            case null:
                return ProblemKinds.TooMany(TimeSpan.FromSeconds(1));
            case false:
                throttle.NoteFailure(address, account);
                return ProblemKinds.BadCredentials;
            default:
                throttle.NoteSuccess(address, account);
                return await Begin(user, call);
        }
    }

    private async Task<Reply> Begin(UserId user, Call call)
    {
        var token = SessionToken.Draw(user);
        var session = new Session(user, token.Hash, call.Now, call.Now + Duration.FromTimeSpan(options.SessionLifetime));
        await storage.Credentials.AddSession(session, call.Cancellation);
        return Reply.Created(new SessionBody(token.Text, Instants.Format(session.ExpiresAt), user.ToString()), UserJson.Default.SessionBody);
    }
}
