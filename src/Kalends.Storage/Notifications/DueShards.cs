using Kalends.Domain.Identity;
using Kalends.Domain.Notifications;

namespace Kalends.Storage.Notifications;

/// <summary>
/// How due times are cut into shards: each has the notifications of one channel to some of the users, so that what one channel cannot send
/// waits in nobody else's way.
/// </summary>
/// <param name="Slices">Into how many parts the users are cut; never another number for the same installation.</param>
public sealed record DueShards(int Slices)
{
    private static readonly int Channels = Enum.GetValues<Channel>().Length;

    /// <summary>Shards are numbered from 0 to below this.</summary>
    public int Count => Slices * Channels;

    /// <summary>The number under which the checkpoint of planning is kept: behind the shards, since it is of all of them.</summary>
    public int Planning => Count;

    /// <summary>The channel of all in the shard.</summary>
    public static Channel ChannelOf(int shard) => (Channel)(shard % Channels);

    /// <summary>Where a user's of the channel are.</summary>
    public int Of(UserId user, Channel channel) => ((int)(user.Value % Slices) * Channels) + (int)channel;

    /// <summary>Where it is.</summary>
    public int Of(Notification notification) => Of(notification.UserId, notification.Channel);
}
