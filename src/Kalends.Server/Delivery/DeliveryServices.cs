using Kalends.Domain.Notifications;
using Kalends.Server.Delivery.Channels;
using Kalends.Server.Delivery.Channels.Email;
using Kalends.Server.Delivery.Channels.Http;
using Kalends.Server.Delivery.Channels.Push;
using Kalends.Server.Delivery.Channels.Sms;
using Kalends.Server.Delivery.Channels.Webhooks;
using Kalends.Server.Hosting;

namespace Kalends.Server.Delivery;

/// <summary>The parts that tell people things. A new channel adds its lines here and its folder.</summary>
internal static class DeliveryServices
{
    /// <summary>What requests need too: keys, links, the gateway for codes. None of it is made before it is asked for.</summary>
    public static IServiceCollection AddDelivery(this IServiceCollection services, DeliveryOptions options)
    {
        services.AddSingleton(options)
            .AddSingleton<MessageLinks>()
            .AddSingleton<VapidKey>()
            .AddSingleton<PublicHttp>()
            .AddSingleton<WebhookSignature>()
            .AddSingleton(new SmsSender(options.Sms is { } sms ? new Lazy<SmsGateway>(() => new SmsGateway(sms)) : null));
        return services;
    }

    /// <summary>The notifier role.</summary>
    public static IServiceCollection AddNotifier(this IServiceCollection services) => services
        .AddSingleton<DeliveryMetrics>()
        .AddSingleton<ReadDay>()
        .AddSingleton<MakeDigest>()
        .AddSingleton<ReadFacts>()
        .AddSingleton<CheckDue>()
        .AddSingleton<MakeReady>()
        .AddSingleton<Rush>()
        .AddSingleton<SettleInBatches>()
        .AddSingleton<DeliveryLog>()
        .AddSingleton(MakeParts)
        .AddSingleton<PushTools>()
        .AddSingleton<PushChannel>()
        .AddSingleton<WebhookChannel>()
        .AddSingleton(MakeChannels)
        .AddHostedService<RunShards>();

    private static DeliveryParts MakeParts(IServiceProvider services) => new(
        services.GetRequiredService<Storage.StorageSet>(), services.GetRequiredService<DeliveryOptions>(),
        services.GetRequiredService<StoreClock>(), services.GetRequiredService<DeliveryLog>())
    {
        Ready = services.GetRequiredService<MakeReady>(),
        Settle = services.GetRequiredService<SettleInBatches>(),
        Rush = services.GetRequiredService<Rush>(),
        News = services.GetRequiredService<Projecting.DueNews>(),
    };

    private static ChannelSet MakeChannels(IServiceProvider services)
    {
        var (options, clock) = (services.GetRequiredService<DeliveryOptions>(), services.GetRequiredService<TimeProvider>());
        var offered = new Dictionary<Channel, Func<IChannel>>();
        if (options.IntoNowhere)
        {
            foreach (var kind in Enum.GetValues<Channel>()) offered.Add(kind, () => new Nowhere());
            return new ChannelSet(offered, clock);
        }
        offered.Add(Channel.Push, services.GetRequiredService<PushChannel>);
        offered.Add(Channel.Webhook, services.GetRequiredService<WebhookChannel>);
        if (options.Email is { } email)
            offered.Add(Channel.Email, () => new EmailChannel(
                email, new ComposeMail(email, services.GetRequiredService<MessageLinks>(), clock), new SmtpPool(email, clock)));
        if (services.GetRequiredService<SmsSender>().Gateway is { } gateway)
            offered.Add(Channel.Sms, () => new SmsChannel(services.GetRequiredService<Storage.StorageSet>(), gateway.Value));
        return new ChannelSet(offered, clock);
    }
}
