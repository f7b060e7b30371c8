using System.Buffers;
using Kalends.Cql.Frames;
using Kalends.Cql.Responses;
using Kalends.Cql.Tests.Golden;

namespace Kalends.Cql.Tests.Bytes;

/// <summary>The outer framing of v5 (its section 2), against bytes that were not made by this client.</summary>
public sealed class SegmentBytesTests
{
    private static readonly byte[] Void = Convert.FromHexString("85000009080000000400000001");

    [Theory]
    [InlineData("plain", false)]
    [InlineData("lz4-incompressible", true)]
    public void A_frame_is_wrapped_with_lengths_and_checksums(string name, bool compressed)
    {
        var wire = new WireWriter(0);
        new Segments(compressed).Wrap(Void, wire);
        Assert.Equal(Convert.ToHexString(GoldenBytes.Segments[name]), Convert.ToHexString(wire.Written));
        Assert.Equal(Void, Unwrap(GoldenBytes.Segments[name], compressed));
    }

    [Fact]
    public void A_compressed_segment_is_inflated()
    {
        var bytes = new ReadOnlySequence<byte>(Unwrap(GoldenBytes.Segments["lz4"], compressed: true));
        Assert.True(Frame.TryTake(ref bytes, out var frame));
        Assert.Equal(new CqlError.ServerFault(new string('a', 36), 0), Assert.IsType<ErrorResponse>(Answer.Read(frame).Response).Error);
    }

    [Theory]
    [InlineData("plain", false)]
    [InlineData("lz4-incompressible", true)]
    [InlineData("lz4", true)]
    public void A_segment_with_any_bit_changed_is_refused(string name, bool compressed)
    {
        for (var bit = 0; bit < GoldenBytes.Segments[name].Length * 8; bit++)
        {
            var damaged = GoldenBytes.Segments[name].ToArray();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Throws<MalformedFrameException>(() => Unwrap(damaged, compressed));
        }
    }

    private static byte[] Unwrap(byte[] wire, bool compressed)
    {
        var bytes = new ReadOnlySequence<byte>(wire);
        var frames = new ArrayBufferWriter<byte>();
        Assert.True(new Segments(compressed).TryUnwrap(ref bytes, frames));
        Assert.True(bytes.IsEmpty, "The written length is not the segment's.");
        return frames.WrittenSpan.ToArray();
    }
}
