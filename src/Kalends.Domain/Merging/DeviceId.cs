using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Kalends.Domain.Identity;

namespace Kalends.Domain.Merging;

/// <summary>
/// One installation of a client, as stamps name it: the first 64 bits of a SHA-256 over the user and the id that the client chose.
/// Nobody can speak for another user's device, because the user is part of what is hashed.
/// </summary>
public readonly record struct DeviceId(ulong Value) : IComparable<DeviceId>
{
    /// <summary>The server, which stamps online writes.</summary>
    public static DeviceId Server => default;

    /// <summary>The device of a signed-in user.</summary>
    public static DeviceId Of(UserId user, Guid chosen)
    {
        Span<byte> named = stackalloc byte[24];
        BinaryPrimitives.WriteInt64BigEndian(named, user.Value);
        chosen.TryWriteBytes(named[8..], bigEndian: true, out _);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(named, hash);
        return new DeviceId(Math.Max(1, BinaryPrimitives.ReadUInt64BigEndian(hash)));
    }

    /// <inheritdoc/>
    public int CompareTo(DeviceId other) => Value.CompareTo(other.Value);

    /// <summary>16 hexadecimal digits.</summary>
    public override string ToString() => Value.ToString("x16", CultureInfo.InvariantCulture);
}
