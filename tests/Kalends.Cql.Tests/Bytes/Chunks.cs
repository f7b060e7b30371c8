using System.Buffers;

namespace Kalends.Cql.Tests.Bytes;

/// <summary>Bytes as a socket might deliver them: in pieces.</summary>
internal static class Chunks
{
    public static ReadOnlySequence<byte> Sequence(byte[] bytes, IEnumerable<int> sizes)
    {
        var first = new Piece(ReadOnlyMemory<byte>.Empty);
        var last = first;
        var offset = 0;
        foreach (var size in sizes.Append(bytes.Length))
        {
            var length = Math.Min(size, bytes.Length - offset);
            last = last.Then(bytes.AsMemory(offset, length));
            offset += length;
        }
        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory) => Memory = memory;

        public Piece Then(ReadOnlyMemory<byte> memory)
        {
            var next = new Piece(memory) { RunningIndex = RunningIndex + Memory.Length };
            Next = next;
            return next;
        }
    }
}
