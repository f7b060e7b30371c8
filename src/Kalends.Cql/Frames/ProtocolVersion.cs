namespace Kalends.Cql.Frames;

/// <summary>The versions of the native protocol this client speaks.</summary>
internal enum ProtocolVersion : byte
{
    V3 = 3,
    V4 = 4,
    V5 = 5,
}
