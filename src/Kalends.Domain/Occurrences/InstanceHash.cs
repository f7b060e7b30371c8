using System.Buffers.Binary;
using System.Security.Cryptography;
using Kalends.Domain.Events;
using NodaTime;

namespace Kalends.Domain.Occurrences;

/// <summary>
/// Ids that are a function of what they name: the first 128 bits of a SHA-256, in the form of a version 8 UUID (RFC 9562, 5.8).
/// </summary>
internal static class InstanceHash
{
    /// <summary>Of a single event: of its id alone, so that it stays when the event moves.</summary>
    internal static OccurrenceId OfSingle(EventId @event)
    {
        Span<byte> named = stackalloc byte[16];
        @event.Value.TryWriteBytes(named, bigEndian: true, out _);
        return new OccurrenceId(Hash(named));
    }

    /// <summary>Of an instance: of its event's id and its original start.</summary>
    internal static OccurrenceId OfInstance(EventId @event, Instant original)
    {
        Span<byte> named = stackalloc byte[24];
        @event.Value.TryWriteBytes(named, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(named[16..], original.ToUnixTimeSeconds());
        return new OccurrenceId(Hash(named));
    }

    internal static Guid Hash(ReadOnlySpan<byte> named)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(named, hash);
        hash[6] = (byte)(0x80 | (hash[6] & 0x0F));
        hash[8] = (byte)(0x80 | (hash[8] & 0x3F));
        return new Guid(hash[..16], bigEndian: true);
    }
}
