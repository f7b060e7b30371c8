using System.Security.Cryptography;
using Kalends.Domain;
using Kalends.Server.Hosting.Calls;
using Kalends.Storage;

namespace Kalends.Server.Features.Notifications;

/// <summary>Takes the code back: from then on the number is the caller's.</summary>
internal sealed class VerifyPhone(StorageSet storage, PhoneCodes codes) : IOperation
{
    public async Task<Reply> Handle(Call call)
    {
        var body = await call.ReadBody();
        var code = body.RequiredText("code");
        if (call.Refused() is { } refused) return refused;
        while (true)
        {
            var phone = await storage.Receivers.FindPhone(call.UserId, call.Cancellation);
            if (phone?.Asked is not { } number || phone.AttemptsLeft == 0 || phone.ExpiresAt <= call.Now) return Wrong();
            var isRight = CryptographicOperations.FixedTimeEquals(codes.Hash(call.UserId, number, code!), phone.CodeHash.AsSpan());
            var after = isRight
                ? phone with { Verified = number, Asked = null, CodeHash = [], AttemptsLeft = 0 }
                : phone with { AttemptsLeft = phone.AttemptsLeft - 1 };
            // A guess counts before it is answered: guesses at the same time are not more guesses.
            if (!await storage.Receivers.TryReplace(after with { Revision = phone.Revision + 1 }, call.Cancellation)) continue;
            return isRight ? Reply.NoContent : Wrong();
        }
    }

    private static Reply Wrong() => Refusal.Invalid.Of("code", "is not the code that was sent last, or is no longer valid");
}
