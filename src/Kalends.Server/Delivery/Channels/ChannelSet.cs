using Kalends.Domain.Notifications;

namespace Kalends.Server.Delivery.Channels;

/// <summary>The channels of this installation. Each is made when it is first used: most processes never use most of them.</summary>
internal sealed class ChannelSet(IReadOnlyDictionary<Channel, Func<IChannel>> offered, TimeProvider clock)
{
    private readonly Dictionary<Channel, ChannelAccess> all = Enum.GetValues<Channel>()
        .ToDictionary(kind => kind, kind => new ChannelAccess(kind, offered.GetValueOrDefault(kind) ?? (static () => new NotOffered()), new Breaker(clock)));

    public ChannelAccess Of(Channel kind) => all[kind];

    /// <summary>What is not configured reaches nobody.</summary>
    private sealed class NotOffered : IChannel
    {
        public int Concurrency => 16;

        public int BatchSize => 500;

        public Task<Handover> Prepare(Message message, CancellationToken cancellation) =>
            Task.FromResult<Handover>(static _ => Task.FromResult(Outcome.NoReceiver));
    }
}
