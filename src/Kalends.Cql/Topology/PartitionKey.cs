using System.Buffers;
using Kalends.Cql.Frames;

namespace Kalends.Cql.Topology;

/// <summary>Finds the partition key among bound values. One column is itself; several are each its length, its bytes and a zero.</summary>
internal static class PartitionKey
{
    private const int OnStack = 256;

    /// <summary>Null where a part of the key is null or not set, which the server will refuse.</summary>
    public static long? Token(ReadOnlySpan<byte> values, ReadOnlySpan<int> places)
    {
        if (places.Length == 1) return TryFind(values, places[0], out var single) ? Murmur3.Token(single) : null;
        var longest = values.Length + (places.Length * 3);
        var rented = longest > OnStack ? ArrayPool<byte>.Shared.Rent(longest) : null;
        Span<byte> key = rented ?? stackalloc byte[OnStack];
        var length = 0;
        var isWhole = true;
        foreach (var place in places) isWhole &= TryFind(values, place, out var part) && TryAppend(part, key, ref length);
        long? token = isWhole ? Murmur3.Token(key[..length]) : null;
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        return token;
    }

    private static bool TryAppend(ReadOnlySpan<byte> part, Span<byte> key, ref int length)
    {
        if (part.Length > ushort.MaxValue) return false;
        key[length] = (byte)(part.Length >> 8);
        key[length + 1] = (byte)part.Length;
        part.CopyTo(key[(length + 2)..]);
        length += part.Length + 3;
        key[length - 1] = 0;
        return true;
    }

    private static bool TryFind(ReadOnlySpan<byte> values, int place, out ReadOnlySpan<byte> value)
    {
        var reader = new WireReader(values);
        for (; place > 0; place--) reader.TryReadBytes(out _);
        return reader.TryReadBytes(out value);
    }
}
