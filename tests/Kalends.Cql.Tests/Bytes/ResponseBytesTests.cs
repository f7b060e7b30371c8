using System.Buffers;
using System.Net;
using Kalends.Cql.Frames;
using Kalends.Cql.Responses;
using Kalends.Cql.Tests.Golden;
using Kalends.Cql.Types;

namespace Kalends.Cql.Tests.Bytes;

public sealed class ResponseBytesTests
{
    private static readonly CqlCodec<IReadOnlyList<string>> Texts = CqlCodec.ListOf(CqlCodec.Of<string>());

    public static TheoryData<string, object> Errors => new()
    {
        { "protocol-error-v4", new CqlError.ProtocolViolation("Ab") },
        { "bad-credentials-v4", new CqlError.BadCredentials("Ab") },
        { "unavailable-v4", new CqlError.Unavailable("", Consistency.Quorum, 2, 1) },
        { "overloaded-v4", new CqlError.Overloaded("Ab") },
        { "bootstrapping-v4", new CqlError.Bootstrapping("Ab") },
        { "truncate-error-v4", new CqlError.TruncateFailed("Ab") },
        { "write-timeout-v3", new CqlError.WriteTimeout("", Consistency.All, 2, 3, CqlError.WriteKind.Simple) },
        { "cas-write-timeout-v5", new CqlError.WriteTimeout("", Consistency.Serial, 1, 2, CqlError.WriteKind.Cas) },
        { "read-timeout-v4", new CqlError.ReadTimeout("", Consistency.One, 0, 1, DataPresent: true) },
        { "read-failure-v4", new CqlError.ReadFailure("", Consistency.Quorum, 1, 2, 1) },
        { "read-failure-v5", new CqlError.ReadFailure("", Consistency.Quorum, 1, 2, 1) },
        { "function-failure-v4", new CqlError.FunctionFailed("", "k", "f") },
        { "write-failure-v4", new CqlError.WriteFailure("", Consistency.Quorum, 1, 2, 1, CqlError.WriteKind.BatchLog) },
        { "write-failure-v5", new CqlError.WriteFailure("", Consistency.Quorum, 1, 2, 1, CqlError.WriteKind.Simple) },
        { "cdc-write-failure-v5", new CqlError.ServerFault("Ab", 0x1600) },
        { "cas-write-unknown-v5", new CqlError.CasWriteUnknown("", Consistency.Serial, 1, 2) },
        { "syntax-error-v4", new CqlError.SyntaxError("Ab") },
        { "unauthorized-v4", new CqlError.Unauthorized("Ab") },
        { "invalid-v4", new CqlError.InvalidStatement("Ab") },
        { "config-error-v4", new CqlError.ConfigurationError("Ab") },
        { "already-exists-v4", new CqlError.AlreadyExists("", "k", "t") },
        { "unprepared-v4", new CqlError.Unprepared("") },
        { "unsupported-version-v3", new CqlError.ServerFault("Inv", 0) },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public void An_error_keeps_its_numbers(string name, object expected) => Assert.Equal(expected, Read<ErrorResponse>(name).Error);

    [Theory]
    [InlineData("ready-v4", typeof(ReadyResponse))]
    [InlineData("void-v4", typeof(VoidResult))]
    public void A_message_without_a_body_is_only_its_kind(string name, Type kind) => Assert.IsType(kind, Read(name).Response);

    [Fact]
    public void The_handshake_is_read()
    {
        Assert.Equal("Ab", Read<AuthenticateResponse>("authenticate-v3").Authenticator);
        Assert.Equal(["lz4", "zz"], Read<SupportedResponse>("supported-v4").Options["COMPRESSION"]);
        Assert.Equal("k", Read<KeyspaceResult>("set-keyspace-v4").Keyspace);
    }

    [Fact]
    public void What_an_authenticator_says_is_read_whole_or_null()
    {
        Assert.Equal([0xCA, 0xFE], Read<AuthChallengeResponse>("auth-challenge-v4").Token!);
        Assert.Null(Read<AuthChallengeResponse>("auth-challenge-null-v4").Token);
        Assert.Null(Read<AuthSuccessResponse>("auth-success-v4").Token);
        Assert.Equal([7], Read<AuthSuccessResponse>("auth-success-token-v4").Token!);
    }

    [Fact]
    public void Rows_are_read_by_place_and_name()
    {
        var rows = Read<RowsResult>("rows-v4");
        var columns = rows.Metadata.Columns!;
        Assert.Equal([0xCA, 0xFE], rows.Metadata.PagingState);
        Assert.Equal(["id int", "tags list<text>"], columns.Select(column => $"{column.Name} {column.Type}"));

        var first = new CqlRow(columns, rows.Body, rows.Starts[0]);
        Assert.Equal(1, first.Get<int>("id"));
        Assert.Equal(["x"], first.Get(1, Texts)!);
        var second = new CqlRow(columns, rows.Body, rows.Starts[1]);
        Assert.Equal(2, second.Get<int>(0));
        Assert.True(second.IsNull("tags"));
        Assert.Empty(second.Get("tags", Texts)!);
        Assert.Throws<InvalidCastException>(() => second.Get<long>(0));
        Assert.Throws<ArgumentException>(() => second.Get<int>("nothing"));
    }

    [Fact]
    public void Rows_without_metadata_take_it_from_elsewhere()
    {
        var rows = Read<RowsResult>("rows-bare-v4");
        Assert.Null(rows.Metadata.Columns);
        var known = new ColumnList([new CqlRow.Column(("k", "t"), "n", CqlType.Int)]);
        Assert.Equal(7, new CqlRow(known, rows.Body, rows.Starts[0]).Get<int>(0));
    }

    [Fact]
    public void Tracing_id_and_warnings_come_before_the_message()
    {
        var answer = Read("void-extras-v4");
        Assert.IsType<VoidResult>(answer.Response);
        Assert.Equal(Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"), answer.Extras!.TracingId);
        Assert.Equal(["w"], answer.Extras.Warnings);
    }

    [Fact]
    public void A_preparation_tells_markers_and_from_v4_the_key()
    {
        var prepared = Read<PreparedResult>("prepared-v4");
        Assert.Equal([0xBE, 0xEF], prepared.Ids.Statement);
        Assert.Equal(["a int", "b text"], prepared.Markers.Select(marker => $"{marker.Name} {marker.Type}"));
        Assert.Equal([1, 0], prepared.KeyPlaces!);
        Assert.Empty(prepared.Ids.Columns);
        Assert.Null(Read<PreparedResult>("prepared-v3").KeyPlaces);
    }

    [Fact]
    public void Events_and_schema_changes_are_read()
    {
        var host = new IPEndPoint(IPAddress.Loopback, 9042);
        Assert.Equal(new EventResponse.Status(IsUp: true, host), Read("event-status-v4").Response);
        Assert.Equal(
            new EventResponse.Topology("NEW_NODE", new IPEndPoint(IPAddress.Parse("127.0.0.2"), 9042)), Read("event-topology-v4").Response);
        Assert.Equal(new EventResponse.Schema(new SchemaChange("DROPPED", "KEYSPACE", "k", "")), Read("event-schema-v4").Response);
        Assert.Equal(new SchemaChange("CREATED", "TABLE", "k", "t"), Read<SchemaChangeResult>("schema-change-v4").Change);
    }

    private static T Read<T>(string name)
        where T : class => Assert.IsType<T>(Read(name).Response);

    private static Answer Read(string name)
    {
        var bytes = new ReadOnlySequence<byte>(GoldenBytes.Responses[name]);
        Assert.True(Frame.TryTake(ref bytes, out var frame));
        Assert.True(bytes.IsEmpty, "The written length is not the frame's.");
        return Answer.Read(frame);
    }
}
