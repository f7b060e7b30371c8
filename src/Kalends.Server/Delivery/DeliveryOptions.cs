using Kalends.Server.Delivery.Channels.Email;
using Kalends.Server.Delivery.Channels.Sms;
using Kalends.Server.Hosting;

namespace Kalends.Server.Delivery;

/// <summary>How this installation tells people; each part that is not configured is not offered.</summary>
internal sealed record DeliveryOptions
{
    /// <summary>Where users reach this installation, for links in messages; null for messages without links.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>How messages of one channel a user gets within an hour at most.</summary>
    public int HourlyCap { get; init; } = 120;

    /// <summary>How many of a user's due reminders of events that were just changed look like an accident, and wait a while.</summary>
    public int BulkChange { get; init; } = 50;

    /// <summary>How long a notifier's claim on a shard lasts when it dies.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long it rests where nothing is due and nobody calls.</summary>
    public TimeSpan Rest { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Whether web push and webhooks may go to loopback and private addresses: for tests and closed networks.</summary>
    public bool AllowPrivateAddresses { get; init; }

    /// <summary>Whether messages are thrown away instead of being handed to a channel: for measuring.</summary>
    public bool IntoNowhere { get; init; }

    public EmailOptions? Email { get; init; }

    public SmsOptions? Sms { get; init; }

    public static DeliveryOptions Read(Settings settings)
    {
        var defaults = new DeliveryOptions();
        return new DeliveryOptions
        {
            PublicUrl = settings.Address("PublicUrl"),
            HourlyCap = settings.Count("Notifications:HourlyCap") ?? defaults.HourlyCap,
            BulkChange = settings.Count("Notifications:BulkChange") ?? defaults.BulkChange,
            Lease = settings.Span("Notifications:Lease") ?? defaults.Lease,
            Rest = settings.Span("Notifications:Rest") ?? defaults.Rest,
            AllowPrivateAddresses = settings.Flag("Notifications:AllowPrivateAddresses") ?? false,
            IntoNowhere = settings.Flag("Notifications:IntoNowhere") ?? false,
            Email = EmailOptions.Read(settings),
            Sms = SmsOptions.Read(settings),
        };
    }
}
