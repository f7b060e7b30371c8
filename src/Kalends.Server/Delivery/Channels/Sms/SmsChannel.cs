using Kalends.Storage;

namespace Kalends.Server.Delivery.Channels.Sms;

/// <summary>Text messages to numbers whose holders have shown that they are theirs.</summary>
internal sealed class SmsChannel(StorageSet storage, SmsGateway gateway) : IChannel
{
    public int Concurrency => 16;

    public int BatchSize => 64;

    public async Task<Handover> Prepare(Message message, CancellationToken cancellation)
    {
        var number = message.User.Preferences.Channels.PhoneNumber;
        var phone = await storage.Receivers.FindPhone(message.User.Id, cancellation);
        if (number is null || phone?.Verified != number) return static _ => Task.FromResult(Outcome.NoReceiver);
        return end => gateway.Send(new TextMessage(number, SmsText.Of(message), message.Key), end);
    }
}
