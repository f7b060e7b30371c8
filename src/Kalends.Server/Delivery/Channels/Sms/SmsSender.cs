namespace Kalends.Server.Delivery.Channels.Sms;

/// <summary>The gateway, if one is configured; made when the first text message is sent.</summary>
internal sealed record SmsSender(Lazy<SmsGateway>? Gateway);
