using Kalends.Domain.Notifications;

namespace Kalends.Server.Delivery;

/// <summary>A channel, and whether its gateway seems to be there.</summary>
internal sealed class ChannelAccess(Channel kind, Func<IChannel> make, Breaker breaker)
{
    private readonly Lazy<IChannel> sender = new(make);

    public Channel Kind => kind;

    public IChannel Sender => sender.Value;

    public Breaker Breaker => breaker;
}
