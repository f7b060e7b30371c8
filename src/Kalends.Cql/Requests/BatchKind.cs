namespace Kalends.Cql.Requests;

/// <summary>How a batch is carried out (v4 specification, section 4.1.7).</summary>
internal enum BatchKind : byte
{
    Logged = 0,
    Unlogged = 1,
    Counter = 2,
}
