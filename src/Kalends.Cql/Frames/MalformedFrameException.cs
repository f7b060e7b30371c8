namespace Kalends.Cql.Frames;

/// <summary>Bytes that are not the protocol. The connection they came from cannot be trusted any further.</summary>
internal sealed class MalformedFrameException(string message) : Exception(message);
