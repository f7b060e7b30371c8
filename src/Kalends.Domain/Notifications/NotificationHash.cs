using System.Buffers.Binary;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Domain.Occurrences;
using NodaTime;

namespace Kalends.Domain.Notifications;

/// <summary>What makes a notification the same one, however often it is planned.</summary>
internal readonly record struct NotificationHash(UserId User, EventId Event, Instant Original, int Offset, Channel Channel)
{
    internal Guid ToId()
    {
        Span<byte> named = stackalloc byte[37];
        BinaryPrimitives.WriteInt64BigEndian(named, User.Value);
        Event.Value.TryWriteBytes(named[8..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(named[24..], Original.ToUnixTimeSeconds());
        BinaryPrimitives.WriteInt32BigEndian(named[32..], Offset);
        named[36] = (byte)Channel;
        return InstanceHash.Hash(named);
    }
}
