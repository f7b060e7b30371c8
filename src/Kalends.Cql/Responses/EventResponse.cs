using System.Net;
using Kalends.Cql.Frames;

namespace Kalends.Cql.Responses;

/// <summary>EVENT: what the server tells unasked (v4 specification, section 4.2.6).</summary>
internal abstract record EventResponse : Response
{
    private EventResponse()
    {
    }

    public static EventResponse Read(ref WireReader reader) => reader.ReadString() switch
    {
        "TOPOLOGY_CHANGE" => new Topology(reader.ReadString(), reader.ReadInet()),
        "STATUS_CHANGE" => new Status(reader.ReadString() == "UP", reader.ReadInet()),
        "SCHEMA_CHANGE" => new Schema(SchemaChange.Read(ref reader)),
        var kind => new Other(kind),
    };

    /// <summary>A node came or went.</summary>
    public sealed record Topology(string Change, IPEndPoint Host) : EventResponse;

    /// <summary>A node is seen up or down by the others.</summary>
    public sealed record Status(bool IsUp, IPEndPoint Host) : EventResponse;

    /// <summary>The schema changed.</summary>
    public sealed record Schema(SchemaChange Change) : EventResponse;

    /// <summary>A kind that this client does not know, and may ignore.</summary>
    public sealed record Other(string Kind) : EventResponse;
}
