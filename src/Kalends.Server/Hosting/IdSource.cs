using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Kalends.Server.Hosting;

/// <summary>Where the ids of new things come from.</summary>
internal abstract class IdSource
{
    /// <summary>Ids that nobody can guess.</summary>
    public static IdSource Random { get; } = new RandomIds();

    /// <summary>Whether the same call, repeated, gets the same ids again: then what they name may be there already.</summary>
    public abstract bool IsRepeatable { get; }

    /// <summary>The same ids in the same order for the same key and name, as hard to guess as the key.</summary>
    public static IdSource Derived(byte[] key, byte[] name) => new DerivedIds(key, name);

    /// <summary>A positive 64-bit id.</summary>
    public long NextInt64()
    {
        Span<byte> bytes = stackalloc byte[8];
        Fill(bytes);
        return Math.Max(1, BinaryPrimitives.ReadInt64BigEndian(bytes) & long.MaxValue);
    }

    /// <summary>A UUID: version 4 where it is random, version 8 where it is derived (RFC 9562).</summary>
    public Guid NextGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        Fill(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | (IsRepeatable ? 0x80 : 0x40));
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>Up to 32 secret bytes.</summary>
    public abstract void Fill(Span<byte> bytes);

    private sealed class RandomIds : IdSource
    {
        public override bool IsRepeatable => false;

        public override void Fill(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);
    }

    private sealed class DerivedIds(byte[] key, byte[] name) : IdSource
    {
        private int drawn;

        public override bool IsRepeatable => true;

        public override void Fill(Span<byte> bytes)
        {
            Span<byte> counter = stackalloc byte[4];
            BinaryPrimitives.WriteInt32BigEndian(counter, drawn++);
            byte[] drawnName = [.. name, .. counter];
            HMACSHA256.HashData(key, drawnName).AsSpan(0, bytes.Length).CopyTo(bytes);
        }
    }
}
