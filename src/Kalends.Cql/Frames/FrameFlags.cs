namespace Kalends.Cql.Frames;

/// <summary>Flags of a frame (v4 specification, section 2.2).</summary>
[Flags]
internal enum FrameFlags : byte
{
    None = 0,
    Compressed = 0x01,
    Tracing = 0x02,
    CustomPayload = 0x04,
    Warning = 0x08,
    Beta = 0x10,
}
