using System.Text;
using Kalends.Cql.Connections;
using Kalends.Cql.Frames;
using Kalends.Cql.Requests;
using Kalends.Cql.Tests.Golden;

namespace Kalends.Cql.Tests.Bytes;

public sealed class RequestBytesTests
{
    private static readonly QueryParameters One = new() { Consistency = Consistency.One };

    private static readonly PreparedIds Ids = new([0xBE, 0xEF], [0xD0, 0x0D]);

    [Fact]
    public void Startup_names_the_version_of_cql() => Expect("startup-v4", new StartupRequest(compressed: false), 4, 1);

    [Fact]
    public void Startup_asks_for_compression() => Expect("startup-lz4-v3", new StartupRequest(compressed: true), 3, 0);

    [Fact]
    public void Options_has_no_body() => Expect("options-v4", OptionsRequest.Instance, 4, 7);

    [Fact]
    public void A_password_is_sent_as_sasl_plain() => Expect("auth-plain-v4", AuthResponseRequest.Plain("alice", "pw!"), 4, 2);

    [Fact]
    public void Register_asks_for_every_kind_of_event() => Expect("register-v4", new RegisterRequest(), 4, 3);

    [Fact]
    public void Prepare_is_the_text() => Expect("prepare-v4", new PrepareRequest("SELECT 1"), 4, 256);

    [Fact]
    public void Prepare_has_flags_in_v5() => Expect("prepare-v5", new PrepareRequest("SELECT 1"), 5, 256);

    [Fact]
    public void Query_carries_every_parameter() => Expect(
        "query-all-v4",
        new QueryRequest(
            "SELECT 1",
            new QueryParameters
            {
                Consistency = Consistency.Quorum,
                SerialConsistency = Consistency.LocalSerial,
                Values = Values().Value(1).Null(),
                PageSize = 100,
                PagingState = new byte[] { 0xCA, 0xFE },
                Timestamp = 1,
            },
            traced: true),
        4,
        short.MaxValue);

    [Theory]
    [InlineData("query-bare-v4", 4)]
    [InlineData("query-bare-v5", 5)]
    public void Query_without_parameters_has_no_flags(string name, int version) => Expect(name, new QueryRequest("SELECT 1", One), version, 0);

    [Theory]
    [InlineData("execute-v4", 4)]
    [InlineData("execute-v5", 5)]
    public void Execute_carries_ids_and_values(string name, int version) =>
        Expect(name, new ExecuteRequest(Ids, One with { SkipMetadata = true, Values = Values().Value("a").Unset() }), version, 5);

    [Fact]
    public void Batch_mixes_text_and_prepared_statements() => Expect(
        "batch-v4",
        new BatchRequest(
            BatchKind.Unlogged,
            [new BatchEntry("X", null, Values().Value(7)), new BatchEntry("", Ids.Statement, Values())],
            new QueryParameters { Consistency = Consistency.Quorum, SerialConsistency = Consistency.Serial }),
        4,
        6);

    [Fact]
    public void Unset_is_refused_in_v3_where_it_would_delete()
    {
        var request = new ExecuteRequest(Ids, One with { Values = Values().Unset() });
        Assert.Throws<NotSupportedException>(() => request.WriteBody(new WireWriter(16), ProtocolVersion.V3));
    }

    private static CqlValues Values() => new(new WireWriter(0), types: null);

    private static void Expect(string name, Request request, int version, short stream)
    {
        var encoder = new FrameEncoder((ProtocolVersion)version, compressed: false);
        var encoded = encoder.Encode(request, stream).ToArray();
        Assert.Equal(Convert.ToHexString(GoldenBytes.Requests[name]), Convert.ToHexString(encoded));
    }

    [Fact]
    public void A_long_body_is_compressed_and_a_short_one_is_not()
    {
        var encoder = new FrameEncoder(ProtocolVersion.V4, compressed: true);
        var text = string.Concat(Enumerable.Repeat("SELECT ", 1000));

        var frame = encoder.Encode(new PrepareRequest(text), 3).ToArray();
        var header = FrameHeader.Read(frame);
        Assert.Equal(FrameFlags.Compressed, header.Flags);
        Assert.Equal(frame.Length - FrameHeader.Size, header.Length);
        Assert.EndsWith(text, Encoding.UTF8.GetString(Lz4Body.Inflate(frame.AsSpan(FrameHeader.Size))), StringComparison.Ordinal);

        Assert.Equal(FrameFlags.None, FrameHeader.Read(encoder.Encode(new PrepareRequest("x"), 3)).Flags);
        Assert.Equal(FrameFlags.None, FrameHeader.Read(encoder.Encode(new StartupRequest(compressed: true), 3)).Flags);
    }
}
