using System.Buffers;
using CsCheck;
using Kalends.Cql.Frames;

namespace Kalends.Cql.Tests.Bytes;

public sealed class ChunkingProperties
{
    private static readonly Gen<byte[]> Body = Gen.Byte.Array[0, 300];

    private static readonly Gen<int[]> Sizes = Gen.Int[0, 40].Array[0, 40];

    [Fact]
    public void Any_chunking_of_a_stream_gives_the_same_frames() =>
        Gen.Select(Body.Array[0, 8], Sizes).Sample((bodies, sizes) =>
        {
            var stream = bodies.Select((body, i) => Response((short)i, body)).SelectMany(bytes => bytes).ToArray();
            var arrived = Chunks.Sequence(stream, sizes);
            foreach (var (body, i) in bodies.Select((body, i) => (body, i)))
            {
                Assert.True(Frame.TryTake(ref arrived, out var frame));
                Assert.Equal(i, frame.Header.Stream);
                Assert.Equal(body, frame.Body);
            }
            Assert.False(Frame.TryTake(ref arrived, out _));
            Assert.True(arrived.IsEmpty);
        });

    [Fact]
    public void A_frame_torn_at_any_byte_is_left_alone_until_it_is_whole()
    {
        var bytes = Response(1, [1, 2, 3, 4]);
        for (var torn = 0; torn < bytes.Length; torn++)
        {
            var arrived = new ReadOnlySequence<byte>(bytes, 0, torn);
            Assert.False(Frame.TryTake(ref arrived, out _));
            Assert.Equal(torn, arrived.Length);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Segments_of_v5_give_back_the_frames_however_they_are_cut(bool compressed) =>
        Gen.Select(Gen.OneOf(Body, Gen.Byte.Array[131_000, 140_000], Gen.Byte.Select(b => Enumerable.Repeat(b, 300_000).ToArray())), Sizes)
            .Sample(
                (body, sizes) =>
                {
                    var segments = new Segments(compressed);
                    var frame = Response(1, body);
                    var wire = new WireWriter(0);
                    segments.Wrap(frame, wire);

                    var arrived = Chunks.Sequence(wire.Written.ToArray(), sizes);
                    var unwrapped = new ArrayBufferWriter<byte>();
                    while (segments.TryUnwrap(ref arrived, unwrapped))
                    {
                    }
                    Assert.True(arrived.IsEmpty);
                    Assert.Equal(frame, unwrapped.WrittenSpan.ToArray());
                },
                iter: 50);

    [Fact]
    public void A_flipped_bit_of_a_segment_is_found() =>
        Gen.Select(Body, Gen.Bool, Gen.Int[0, int.MaxValue]).Sample((body, compressed, place) =>
        {
            var segments = new Segments(compressed);
            var wire = new WireWriter(0);
            segments.Wrap(Response(1, body), wire);
            var bytes = wire.Written.ToArray();
            bytes[place / 8 % bytes.Length] ^= (byte)(1 << (place % 8));
            var arrived = new ReadOnlySequence<byte>(bytes);
            Assert.Throws<MalformedFrameException>(() => segments.TryUnwrap(ref arrived, new ArrayBufferWriter<byte>()));
        });

    [Fact]
    public void Checksums_match_values_computed_elsewhere()
    {
        // CRC-32 of the seed FA2D55CA followed by 010203, by zlib; CRC-24 of 000002, by the definition in long division.
        Assert.Equal(0xA5AEBBD7u, Crc32.Of([1, 2, 3]));
        Assert.Equal(0xC4366A, Crc24.Of([0x00, 0x00, 0x02]));
    }

    private static byte[] Response(short stream, byte[] body)
    {
        var bytes = new byte[FrameHeader.Size + body.Length];
        new FrameHeader(ProtocolVersion.V4, FrameFlags.None, stream, Opcode.Result, body.Length).WriteResponse(bytes);
        body.CopyTo(bytes, FrameHeader.Size);
        return bytes;
    }
}
