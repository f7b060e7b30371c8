using Kalends.Domain;
using Kalends.Domain.Notifications;
using Kalends.Server.Delivery;
using Kalends.Server.Delivery.Channels.Sms;
using Kalends.Server.Delivery.Wording;
using Kalends.Server.Hosting.Calls;
using Kalends.Server.Hosting.Problems;
using Kalends.Storage;
using NodaTime;

namespace Kalends.Server.Features.Notifications;

/// <summary>Sends a code to the number in the caller's preferences: a number is not used before its holder has sent the code back.</summary>
internal sealed class SendPhoneCode(StorageSet storage, SmsSender sender, PhoneCodes codes) : IOperation
{
    private const int MostPerDay = 5;
    private const int Guesses = 5;
    private static readonly Duration Lifetime = Duration.FromMinutes(10);

    public async Task<Reply> Handle(Call call)
    {
        if (sender.Gateway is not { } gateway) return new Refusal.Conflicting("this installation sends no text messages");
        var user = await call.ReadUser(storage.Users);
        if (user.Preferences.Channels.PhoneNumber is not { } number) return new Refusal.Conflicting("the preferences name no phone number");
        var phone = await storage.Receivers.FindPhone(call.UserId, call.Cancellation);
        if (phone?.Verified == number) return new Refusal.Conflicting("the number is verified");
        var recent = (phone?.SentAt ?? []).Where(at => at > call.Now - Duration.FromDays(1)).ToList();
        if (recent.Count >= MostPerDay) return ProblemKinds.TooMany((recent[0] + Duration.FromDays(1) - call.Now).ToTimeSpan());

        var code = PhoneCodes.Draw();
        var asked = new PhoneVerification
        {
            UserId = call.UserId, Revision = (phone?.Revision ?? 0) + 1, Verified = phone?.Verified, Asked = number,
            CodeHash = [.. codes.Hash(call.UserId, number, code)], ExpiresAt = call.Now + Lifetime, AttemptsLeft = Guesses, SentAt = [.. recent, call.Now],
        };
        if (!await storage.Receivers.TryReplace(asked, call.Cancellation)) return new Refusal.Conflicting("another code is being sent");
        var text = Language.For(user.Preferences.Locale).Code(code);
        var outcome = await gateway.Value.Send(new TextMessage(number, text, call.Ids.NextGuid().ToString("N")), call.Cancellation);
        return outcome is Outcome.Delivered ? new Reply(202) : new Refusal.Conflicting("the gateway does not take a message to this number");
    }
}
