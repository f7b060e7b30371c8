using System.Buffers;
using CsCheck;
using Kalends.Cql.Frames;
using Kalends.Cql.Responses;
using Kalends.Cql.Tests.Golden;

namespace Kalends.Cql.Tests.Bytes;

/// <summary>What comes from a socket may be anything: it is either read or refused as malformed, and costs no more than its length.</summary>
public sealed class MalformedProperties
{
    [Theory]
    [InlineData("04 00 0000 02 00000000", "request")]
    [InlineData("84 00 0000 07 00000000", "Opcode")]
    [InlineData("84 00 0000 42 00000000", "Opcode")]
    [InlineData("84 00 0000 02 10000001", "announced")]
    [InlineData("84 00 0000 02 FFFFFFFF", "announced")]
    public void A_header_that_cannot_be_is_refused(string hex, string reason)
    {
        var arrived = new ReadOnlySequence<byte>(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)));
        var refused = Assert.Throws<MalformedFrameException>(() => Frame.TryTake(ref arrived, out _));
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_response_is_read_or_refused_and_nothing_else()
    {
        Gen.Select(AnyOf([.. GoldenBytes.Responses.Values]), Gen.Select(Gen.Int[0, 200], Gen.Byte).Array[1, 4]).Sample(
            (frame, damages) =>
            {
                var damaged = frame.ToArray();
                foreach (var (place, value) in damages) damaged[place % damaged.Length] = value;
                ReadOrRefuse(damaged);
            },
            iter: 20_000);
    }

    [Fact]
    public void A_random_body_is_read_or_refused_and_nothing_else() =>
        Gen.Select(AnyOf(Opcode.Result, Opcode.Error, Opcode.Event, Opcode.Supported), Gen.Byte[0, 15], Gen.Byte[0, 6].Array[0, 80])
            .Sample(
                (opcode, flags, body) =>
                {
                    var header = new FrameHeader(ProtocolVersion.V4, (FrameFlags)flags, 0, opcode, body.Length);
                    var frame = new byte[FrameHeader.Size + body.Length];
                    header.WriteResponse(frame);
                    body.CopyTo(frame, FrameHeader.Size);
                    ReadOrRefuse(frame);
                },
                iter: 20_000);

    [Theory]
    [InlineData("00000002 00000004 00000001 7FFFFFFF")]
    [InlineData("00000002 00000004 7FFFFFFF 00000001")]
    [InlineData("00000002 00000004 00000000 7FFFFFFF")]
    [InlineData("00000002 00000004 00000001 00000001 7FFFFFFF")]
    [InlineData("00000002 00000000 7FFFFFFF")]
    public void Giant_counts_in_a_small_body_allocate_nothing(string hex)
    {
        var body = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        var frame = new Frame(new FrameHeader(ProtocolVersion.V4, FrameFlags.None, 0, Opcode.Result, body.Length), body);
        Assert.Throws<MalformedFrameException>(() => Answer.Read(frame));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<MalformedFrameException>(() => Answer.Read(frame));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000);
    }

    [Fact]
    public void A_type_nested_without_end_is_refused()
    {
        var types = Enumerable.Repeat<byte[]>([0x00, 0x20], 5_000).SelectMany(bytes => bytes);
        byte[] body = [0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, .. types];
        var frame = new Frame(new FrameHeader(ProtocolVersion.V4, FrameFlags.None, 0, Opcode.Result, body.Length), body);
        Assert.Throws<MalformedFrameException>(() => Answer.Read(frame));
    }

    private static Gen<T> AnyOf<T>(params T[] choices) => Gen.Int[0, choices.Length - 1].Select(i => choices[i]);

    private static void ReadOrRefuse(byte[] bytes)
    {
        var arrived = new ReadOnlySequence<byte>(bytes);
        try
        {
            if (Frame.TryTake(ref arrived, out var frame)) Answer.Read(frame);
        }
        catch (MalformedFrameException)
        {
            // Refused, as it should be.
        }
    }
}
